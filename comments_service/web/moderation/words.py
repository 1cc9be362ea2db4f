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
    "reconsider": "Judged anew by the filter: waits",
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
    "rule off": "Rule of the spam filter switched off",
    "rule on": "Rule of the spam filter switched on",
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

# The rules that keep spam out, as cards and the filter's page call them.
RULE_NAMES = {
    "trap": "Trap",
    "haste": "Haste",
    "speed": "Many at once",
    "token": "Form’s signature",
    "proof": "Sum for browsers",
    "gate": "Two signs together",
    "links": "Links",
    "name": "Name",
    "repeats": "Repeated text",
    "near": "Like known spam",
    "classifier": "Learning filter",
    "sample": "Sample",
    "akismet": "Akismet",
}
# What each of them looks at, for whoever wonders why.
RULES = {
    "trap": "The form has a field that people cannot see. Programs fill it in.",
    "haste": "People need some seconds to read and write. Programs send at once.",
    "speed": "Many comments from one sender within minutes. It may be somebody eager.",
    "token": "Our forms carry a signature for their post. Programs make one up.",
    "proof": "The browser does a sum, which costs time where thousands are sent.",
    "gate": "Two signs together, in how it was sent, mean a program. One alone only lets it wait.",
    "links": "One or two links are often genuine; three or more have mostly been spam.",
    "name": "Names that are web addresses advertise something.",
    "repeats": "The same text again, from the same sender or marked as spam before.",
    "near": "Almost the same text as one that a person has marked as spam.",
    "classifier": "It has learned from what you publish and what you mark as spam here.",
    "sample": "Every fifth text that would be rejected waits here, so that errors are noticed.",
    "akismet": "A service outside, which compares with the spam of many sites.",
}
# What it costs to switch one off.
RULE_COSTS = {
    "trap": "Off: simple programs meet the other rules only.",
    "haste": "Off: nothing waits any more because it was sent within seconds.",
    "speed": "Off: a flood from one sender waits no more; only the limits for everybody stop it.",
    "token": "Off: forms whose signature is made up, or of another post, wait no more.",
    "proof": "Off: sending thousands of comments costs nothing again.",
    "gate": "Off: nothing is rejected for how it was sent; it waits for you instead.",
    "links": "Off: comments with links are judged by their words alone.",
    "name": "Off: names that advertise something wait no more.",
    "repeats": "Off: the same text may come again and again without waiting.",
    "near": "Off: waves of the same spam are no longer rejected; you mark each one.",
    "classifier": "Off: words are no longer judged. Where comments appear without a person,"
    " all appear that no other rule stops.",
    "sample": "Off: nobody sees what is wrongly rejected, and this page cannot tell how right"
    " the filter is.",
    "akismet": "Off: no second opinion, and comments are no longer sent there.",
}

# What the filter sees in a text beside its words.
SIGNS = {
    "link": "a link",
    "links": "several links",
    "only-link": "nothing but a link",
    "link-share": "mostly links",
    "strange-host": "a link to a domain known for advertising",
    "home-host": "a link to a domain of the region",
    "article-link": "a link to an article",
    "redirect": "a link that leads on elsewhere",
    "hidden-link": "a disguised link",
    "short-link": "a shortened link",
    "html-link": "a link in HTML",
    "video": "a link to a video",
    "capitals": "mostly capitals",
    "bbcode": "markup of forums",
    "hidden-letters": "invisible characters",
    "mixed-script": "letters of several scripts in a word",
    "spaced-letters": "letters with spaces between",
    "digits-for-letters": "digits in place of letters",
    "script": "another script",
    "repetition": "the same words again and again",
    "mail": "an e-mail address",
    "phone": "a telephone number",
    "offer-with-address": "an offer and how to reach it",
    "promotion": "advertises something of one’s own",
    "subscribe": "asks to be subscribed to",
    "subscribers": "speaks of subscribers",
    "look-here": "asks to look elsewhere",
    "donation": "asks for donations",
    "begging": "begs",
    "flattery": "flatters",
    "money": "promises money",
    "crypto": "cryptocurrencies",
    "casino": "gambling",
    "pharma": "medicines",
    "adult": "sex",
    "seo": "places in search engines",
    "goods": "goods for sale",
    "prize": "prizes",
    "contact": "asks to be contacted",
}

FILTER_DONE = {
    "rule-on": "The rule is switched on. It judges what comes from now on.",
    "rule-off": "The rule is switched off. What it has judged before stays as it is.",
}

# What the filter would make of a text now …
DECISIONS = {
    "publish": "It may appear where no person is asked.",
    "hold": "It would wait for a person.",
    "reject": "It would be rejected.",
}
# … and why.
WHYS = {
    "near": "It is nearly the same as a text that is known as spam.",
    "classifier": "",
    "learning": "The filter is still learning, so everything waits.",
    "unmarked": "It reads like spam, but nothing is rejected that holds no link, no address,"
    " no telephone number and no advertising.",
    "offer": "It reads like a genuine text, but holds what advertising holds.",
    "long": "It reads like a genuine text, but it is so long that not all of its words were"
    " weighed.",
    "unknown": "Most of its words are new to the filter.",
    "between": "The filter is not sure.",
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
