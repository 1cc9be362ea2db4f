"""The moderators' words for states, decisions and log entries: msgids."""

from comments_service.domain.search import ALL, WAITING
from comments_service.domain.search import PROPOSED as BY_TWO
from comments_service.domain.states import State, Verb
from comments_service.domain.verdict import Outcome

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
    "accept": "The new text is published.",
    "refuse": "The new text is refused. The old one stays visible.",
    "proposed": "Your proposal is noted. A second person has to confirm it.",
    "taken-back": "Your proposal is taken back.",
    "undone": "Undone. What you had decided is as it was before.",
    "undone-partly": "Undone as far as possible.",
    "note": "Your note is kept.",
    "asked": "Your question is put.",
    "replied": "Your answer is kept. The question is settled.",
    "bulk-publish": "What you chose is published.",
    "bulk-reject": "What you chose is rejected. The authors can read why.",
    "bulk-spam": "What you chose is marked as spam.",
    "bulk-restore": "What you chose waits for a decision again.",
    "bulk": "Nothing was decided.",
    "answer": "Your answer is published.",
    "joined": "Welcome. Your password is set, and you are signed in.",
}

ACTIONS = {
    "submit": "Comment received",
    "mail given up": "Mail given up",
    "publish": "Published",
    "published": "Published by a rule",
    "reject": "Rejected",
    "spam": "Marked as spam",
    "restore": "Restored",
    "undo": "Undone",
    "accept text": "New text published",
    "refuse text": "New text refused",
    "propose publish": "Publishing proposed",
    "propose reject": "Rejection proposed",
    "propose spam": "Marking as spam proposed",
    "take back": "Proposal taken back",
    "note": "Note written",
    "ask": "Second opinion asked for",
    "reply": "Second opinion given",
    "withdraw": "Withdrawn by its author",
    "withdraw revision": "A later text withdrawn by its author",
    "forget": "Deleted, since its post has been away for long",
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
    "password": "Password changed",
    "mailbox": "Address for notices changed",
    "function": "Function changed",
    "role moderator": "Made moderator",
    "role administrator": "Made administrator",
    "appeal upheld": "Appeal decided: the decision stands",
    "appeal reversed": "Appeal decided: the decision is reversed",
    "appeal alone": "Decided by the same person, since nobody else could",
    "report acted": "Report decided: the comment goes",
    "report dismissed": "Report decided: the comment stays",
    "slip corrected": "Error settled: corrected",
    "slip answered": "Error settled: answered",
    "slip dismissed": "Error settled: dismissed",
    "crisis hold": "Crisis: every comment waits for a person",
    "crisis closed": "Crisis: no comments are taken",
    "crisis off": "Crisis over",
    "close thread": "Comments on a post closed",
    "reopen thread": "Comments on a post opened again",
}

TAB_NAMES = {
    WAITING: "Waiting",
    BY_TWO: "Proposed",
    State.PUBLISHED.value: "Published",
    State.REJECTED.value: "Rejected",
    State.SPAM.value: "Spam",
    ALL: "All",
}

# What a batch of decisions did.
BATCHES = {
    Verb.PUBLISH: "Published",
    Verb.REJECT: "Rejected",
    Verb.SPAM: "Marked as spam",
    Verb.RESTORE: "Restored",
}
# The same where it was about a later text alone.
TEXT_BATCHES = {
    Verb.PUBLISH: "New text published",
    Verb.REJECT: "New text refused",
    Verb.SPAM: "New text refused",
}

# What somebody has proposed; the name stands before it.
PROPOSED = {
    Verb.PUBLISH: "%(name)s proposes to publish this.",
    Verb.REJECT: "%(name)s proposes to reject this.",
    Verb.SPAM: "%(name)s proposes to mark this as spam.",
}

# What a rule's word means.
OUTCOMES = {
    Outcome.HAM: "looks genuine",
    Outcome.HOLD: "doubtful",
    Outcome.SPAM: "looks like spam",
}

# What each rule looks at, for whoever wonders why.
RULES = {
    "trap": "The form has a field that people cannot see. Programs fill it in.",
    "links": "One or two links are often genuine; three or more have mostly been spam.",
    "name": "Names that are web addresses advertise something.",
    "repeats": "The same text again, from the same sender or marked as spam before.",
    "speed": "Many comments from one sender within minutes. It may be somebody eager.",
    "akismet": "A service outside, which compares with the spam of many sites.",
}

# The keys of the moderators' pages, in the order of the help.
KEYS = {
    "next": "Next comment",
    "previous": "Previous comment",
    "publish": "Publish",
    "reject": "Reject: opens the form, so that you can give a reason",
    "spam": "Mark as spam",
    "select": "Choose for a decision about several",
    "undo": "Undo the last decision",
    "help": "This help",
}
