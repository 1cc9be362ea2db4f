"""What moderators and the press office are written to. Nothing of it quotes a comment."""

from dataclasses import dataclass

from comments_service.contract.catalogues import Translator
from comments_service.mail.letter import Facts, Letter, Link, Links, Part, Quote, Words

# A mail is read on a phone; all the rest stands in the service's log.
_LONGEST_WORDS = 4000


@dataclass(frozen=True)
class Load:
    """What waits in the office."""

    waiting: int
    overdue: int
    """Of these, how many wait for longer than readers are told."""
    oldest_hours: int
    """Since when the oldest one waits."""
    appeals: int
    reports: int
    slips: int
    questions: int
    """Colleagues' questions to whoever reads this."""

    @property
    def empty(self) -> bool:
        return not (self.waiting or self.appeals or self.reports or self.slips or self.questions)


def waiting(
    t: Translator, lang: str, count: int, some: tuple[tuple[str, str], ...], queue: str
) -> Letter:
    """`some` are the newest comments: what they are on, and the page on which to decide."""
    subject = t.n("%(n)s comment awaits a decision", "%(n)s comments await a decision", count)
    listed = (Words(t("The newest, each with a page to read it and decide:")), Links(some))
    return Letter(
        lang,
        subject,
        (Words(f"{subject}."), *(listed if some else ()), Link(t("To the queue"), queue)),
        _why(t),
    )


def digest(t: Translator, lang: str, load: Load, queue: str) -> Letter:
    facts = (
        (t("Waiting comments"), str(load.waiting)),
        (t("Of these overdue"), str(load.overdue)),
        (
            t("The oldest waits for"),
            t.n("%(n)s hour", "%(n)s hours", load.oldest_hours) if load.waiting else "",
        ),
        (t("Open appeals"), str(load.appeals)),
        (t("Open reports"), str(load.reports)),
        (t("Errors found in announcements"), str(load.slips)),
        (t("Questions to you"), str(load.questions)),
    )
    shown = tuple((label, value) for label, value in facts if value not in ("", "0"))
    subject = (
        t.n("%(n)s comment is overdue", "%(n)s comments are overdue", load.overdue)
        if load.overdue
        else t("What waits today")
    )
    return Letter(lang, subject, (Facts(shown), Link(t("To the queue"), queue)), _why(t))


def inbox(t: Translator, lang: str, load: Load, queue: str) -> Letter:
    """Appeals and reports that have come in."""
    facts = (
        (t("Open appeals"), str(load.appeals), "appeals"),
        (t("Open reports"), str(load.reports), "reports"),
    )
    shown = [fact for fact in facts if fact[1] != "0"]
    return Letter(
        lang,
        t("Appeals and reports await a decision"),
        (
            Facts(tuple((label, value) for label, value, _ in shown)),
            Links(tuple((label, f"{queue}{page}") for label, _, page in shown)),
        ),
        _why(t),
    )


@dataclass(frozen=True)
class FoundError:
    """An error that a reader found in an announcement."""

    title: str
    """The announcement's."""
    text: str
    facts: tuple[tuple[str, str], ...]


def slips(t: Translator, lang: str, found: tuple[FoundError, ...], count: int, url: str) -> Letter:
    """Errors that readers found, to the press office: `count` of them, some of them quoted."""
    parts: list[Part] = []
    for one in found:
        parts += [
            Words(t("A reader has found an error in «%(title)s»:", title=one.title)),
            Quote(one.text),
            Facts(one.facts),
        ]
    if more := count - len(found):
        parts.append(Words(t.n("%(n)s more is on the page.", "%(n)s more are on the page.", more)))
    subject = (
        t("Error found in «%(title)s»", title=found[0].title)
        if count == 1
        else t.n("%(n)s error found in announcements", "%(n)s errors found in announcements", count)
    )
    return Letter(
        lang,
        subject,
        (*parts, Link(t("Correct or answer it"), url)),
        t("Messages about errors in announcements go to the press office."),
    )


def failure(t: Translator, lang: str, newsroom: str, when: str, words: str) -> Letter:
    """The site cannot be built, and why: `words` are the faults with their mends."""
    return Letter(
        lang,
        t("The newsroom cannot be updated"),
        (
            Words(
                t(
                    "Since %(when)s the newsroom of %(name)s cannot be built. What is online stays "
                    "as it is; what should appear or go in the meantime does not.",
                    when=when,
                    name=newsroom,
                )
            ),
            Quote(words[:_LONGEST_WORDS]),
            Words(t("The newsroom tries again by itself, at once when a text changes.")),
        ),
        _why(t),
    )


def _why(t: Translator) -> str:
    return t("You look after this newsroom.")
