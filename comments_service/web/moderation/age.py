"""How old the queue is, in words: on its page, and for the script that decides in place there."""

from dataclasses import dataclass

from comments_service.contract.dates import long_datetime
from comments_service.storage import filter_figures, queue
from comments_service.web.context import service
from comments_service.web.moderation.terms import expected
from comments_service.web.pages import page_lang, translator


@dataclass(frozen=True)
class AgeWords:
    """Texts that follow each other, "" where there is nothing to say."""

    waits: str
    oldest: str
    overdue: str
    """Links to those that are."""
    rest: str
    spam: str
    """Links to those that the filter takes for spam."""


def age_words() -> AgeWords:
    t, config = translator(), service().config
    age = queue.age(service().db, expected())
    if age.oldest is None:
        return AgeWords(t("Nothing waits for a decision."), "", "", "", "")
    likely = filter_figures.likely(service().db)
    since = long_datetime(age.oldest.astimezone(config.newsroom.timezone), page_lang())
    return AgeWords(
        t.n("%(n)s waits.", "%(n)s wait.", age.waiting),
        t("The oldest since %(when)s.", when=since),
        t.n("%(n)s is overdue", "%(n)s are overdue", age.overdue) if age.overdue else "",
        t("(longer than %(n)s hours).", n=config.comments.expected_hours)
        if age.overdue
        else t("None is overdue."),
        t.n("%(n)s is probably spam", "%(n)s are probably spam", likely) if likely else "",
    )
