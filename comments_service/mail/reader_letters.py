"""What readers are written to about what they have sent."""

from comments_service.contract.catalogues import Translator
from comments_service.mail.letter import Facts, Letter, Link, Linked, Part, Quote, Words

# A mail is a pointer, not the place to read.
_LONGEST_QUOTE = 1000


def please_confirm(t: Translator, lang: str, newsroom: str, url: str) -> Letter:
    """Quotes nothing: whoever fills in a form could write to strangers with it."""
    return Letter(
        lang,
        t("Please confirm your email address"),
        (
            Words(
                t(
                    "This address was entered in a form in the newsroom of %(name)s. If that was "
                    "you, please confirm it, so that we may write to you.",
                    name=newsroom,
                )
            ),
            Link(t("Confirm the address"), url),
            Words(t("If it was not you, do nothing. Then nobody writes to you.")),
        ),
        t("This address was entered in a form. We never write to it unless it is confirmed."),
    )


def published(
    t: Translator, lang: str, date: str, title: str, url: str, receipt: str, stop: tuple[str, str]
) -> Letter:
    return Letter(
        lang,
        t("Your comment is published"),
        (
            Words(
                t("Your comment of %(date)s on «%(title)s» is published.", date=date, title=title)
            ),
            Link(t("Read it"), url),
            Link(t("Change, withdraw or delete it"), receipt),
        ),
        _why_decision(t),
        stop,
    )


def change_published(
    t: Translator, lang: str, date: str, title: str, url: str, receipt: str, stop: tuple[str, str]
) -> Letter:
    return Letter(
        lang,
        t("Your change is published"),
        (
            Words(
                t(
                    "The new text of your comment of %(date)s on «%(title)s» is published.",
                    date=date,
                    title=title,
                )
            ),
            Link(t("Read it"), url),
            Link(t("Change, withdraw or delete it"), receipt),
        ),
        _why_decision(t),
        stop,
    )


def held_against(
    t: Translator,
    lang: str,
    subject: str,
    title: str,
    sentence: tuple[str, str],
    details: tuple[tuple[str, str], ...],
    after: str,
    appeal: str,
    receipt: str,
    stop: tuple[str, str],
) -> Letter:
    """A statement of reasons (DSA, Article 17). `sentence` is what stands before and after the
    address for an appeal; `after` is what holds for the rest, or ""."""
    about = Words(t("This is about your comment on «%(title)s».", title=title))
    rest = (Words(after),) if after else ()
    return Letter(
        lang,
        subject,
        (
            about,
            Linked(sentence[0], appeal, sentence[1]),
            *rest,
            Facts(details),
            Link(t("Appeal against it"), appeal),
            Link(t("Your comment and its receipt"), receipt),
        ),
        _why_decision(t),
        stop,
    )


def answered(
    t: Translator,
    lang: str,
    who: str,
    official: str | None,
    title: str,
    text: str,
    url: str,
    stop: tuple[str, str],
) -> Letter:
    """`who` answered a comment; `official` is their function where they did so for the company."""
    head = (
        t("Official reply: %(name)s, %(role)s", name=who, role=official)
        if official
        else t("%(name)s has answered your comment on «%(title)s»:", name=who, title=title)
    )
    return Letter(
        lang,
        t("Answer to your comment on «%(title)s»", title=title),
        (Words(head), Quote(_short(text)), Link(t("Read on, and answer"), url)),
        t("You asked to be told of answers to your comment."),
        stop,
    )


def report_received(t: Translator, lang: str, date: str, title: str, url: str) -> Letter:
    return Letter(
        lang,
        t("We have received your report"),
        (
            Words(
                t(
                    "We have received your report of %(date)s about a comment on «%(title)s». "
                    "A person reviews it, and we tell you what is decided.",
                    date=date,
                    title=title,
                )
            ),
            Link(t("Your report"), url),
        ),
        _why_report(t),
    )


def report_decided(
    t: Translator, lang: str, date: str, title: str, acted: bool, explanation: str, url: str
) -> Letter:
    """DSA, Article 16(5) and (6): what was decided, by whom, and what one can do against it."""
    outcome = (
        t("We have reviewed your report of %(date)s about a comment on «%(title)s», and have "
          "removed the comment.", date=date, title=title)
        if acted
        else t("We have reviewed your report of %(date)s about a comment on «%(title)s». The "
               "comment stays.", date=date, title=title)
    )  # fmt: skip
    return Letter(
        lang,
        t("Your report: our decision"),
        (
            Words(outcome),
            *_quoted(explanation),
            Words(
                t(
                    "A person decided, not a machine. If you see it differently, answer this "
                    "message. Courts remain open."
                )
            ),
            Link(t("Your report"), url),
        ),
        _why_report(t),
    )


def appeal_decided(
    t: Translator, lang: str, date: str, title: str, reversed_: bool, explanation: str, receipt: str
) -> Letter:
    outcome = (
        t("We have reviewed your appeal of %(date)s about your comment on «%(title)s», and have "
          "reversed the decision.", date=date, title=title)
        if reversed_
        else t("We have reviewed your appeal of %(date)s about your comment on «%(title)s». The "
               "decision stands.", date=date, title=title)
    )  # fmt: skip
    return Letter(
        lang,
        t("Your appeal: our decision"),
        (
            Words(outcome),
            *_quoted(explanation),
            Words(t("A person decided, not a machine. Courts remain open.")),
            Link(t("Your comment and its receipt"), receipt),
        ),
        t("You have appealed against a decision about your comment."),
    )


def slip_decided(
    t: Translator, lang: str, title: str, outcome: str, explanation: str, post: str, receipt: str
) -> Letter:
    """`outcome` is corrected, answered or dismissed."""
    words = {
        "corrected": t("Thank you. We have corrected the announcement «%(title)s».", title=title),
        "answered": t("Thank you for your message about «%(title)s». Our answer:", title=title),
    }.get(
        outcome,
        t("Thank you for your message about «%(title)s». We leave the text as it is.", title=title),
    )
    parts: list[Part] = [Words(words), *_quoted(explanation)]
    if post:
        parts.append(Link(t("To the announcement"), post))
    return Letter(
        lang,
        t("Your message about «%(title)s»", title=title),
        (*parts, Link(t("What you have sent us"), receipt)),
        t("You have told us of an error."),
    )


def your_mailbox(t: Translator, lang: str, newsroom: str, url: str) -> Letter:
    """A request to confirm as well: nobody has said yet who reads the mailbox."""
    return Letter(
        lang,
        t("Please confirm your email address"),
        (
            Words(
                t(
                    "Somebody has asked for everything that was sent to the newsroom of %(name)s "
                    "with this address. Please confirm that this mailbox is yours; then you see, "
                    "export and erase what was sent with it. The link is good for 24 hours.",
                    name=newsroom,
                )
            ),
            Link(t("Confirm the address"), url),
            Words(t("If it was not you, do nothing. Then nobody writes to you.")),
        ),
        t("This address was entered in a form. We never write to it unless it is confirmed."),
    )


def your_data(t: Translator, lang: str, newsroom: str, url: str) -> Letter:
    return Letter(
        lang,
        t("Your data"),
        (
            Words(
                t(
                    "Somebody has asked for everything that was sent to the newsroom of %(name)s "
                    "with this address. This link shows it, lets you download and delete it, and "
                    "is good for 24 hours.",
                    name=newsroom,
                )
            ),
            Link(t("See, download or delete your data"), url),
            Words(t("If it was not you, do nothing.")),
        ),
        t("Your data were asked for with this address."),
    )


def _quoted(text: str) -> tuple[Quote, ...]:
    return (Quote(text),) if text else ()


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"


def _why_decision(t: Translator) -> str:
    return t("You asked to be told of decisions about your comment.")


def _why_report(t: Translator) -> str:
    return t("You have reported a comment.")
