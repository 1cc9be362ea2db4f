"""The moderators' words for states, decisions and log entries: msgids."""

from comments_service.domain.states import State, Verb

STATES = {
    State.PENDING: "Waiting",
    State.PUBLISHED: "Published",
    State.REJECTED: "Rejected",
    State.SPAM: "Spam",
    State.WITHDRAWN: "Withdrawn",
}

VERBS = {
    Verb.PUBLISH: "Publish",
    Verb.REJECT: "Reject",
    Verb.SPAM: "Mark as spam",
    Verb.RESTORE: "Restore",
}

# What a page says after an action. Addresses carry the code, never a text.
DONE = {
    "publish": "The comment is published.",
    "reject": "The comment is rejected. Its author can read why.",
    "spam": "The comment is marked as spam.",
    "restore": "The comment waits for a decision again.",
    "answer": "Your answer is published.",
    "joined": "Welcome. Your password is set, and you are signed in.",
}

ACTIONS = {
    "submit": "Comment received",
    "publish": "Published",
    "published": "Published by a rule",
    "reject": "Rejected",
    "spam": "Marked as spam",
    "restore": "Restored",
    "withdraw": "Withdrawn by its author",
    "withdraw revision": "A later text withdrawn by its author",
    "anonymise": "Name and address deleted by its author",
    "edit": "Text changed by its author",
    "appeal": "Appeal received",
    "report": "Report received",
    "answer": "Official answer published",
    "sign-in": "Signed in",
    "sign-in refused": "Sign-in refused",
    "invite": "Invited",
    "join": "Password set",
    "disable": "Disabled",
    "enable": "Let in again",
    "import": "Imported",
}
