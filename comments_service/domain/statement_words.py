"""A statement of reasons in words: one paragraph, and the same as labelled facts."""

from zoneinfo import ZoneInfo

from comments_service.contract import dates
from comments_service.contract.catalogues import Translator
from comments_service.contract.reasons import REASONS
from comments_service.domain.statement import LAW, REMOVED, Statement

# Stands for the address in the paragraph; no explanation can hold it.
_LINK = "\x00"


def sentence(statement: Statement, t: Translator, lang: str, zone: ZoneInfo) -> tuple[str, str]:
    """The paragraph that a mail carries: what stands before the address at which its reader
    objects, and after it. A full stop that touched an address would become part of it."""
    explanation = statement.explanation or reason(statement, t)
    words = t(
        "Comment of %(date)s %(effect)s. Ground: %(ground)s, because %(explanation)s. "
        "Trigger: %(trigger)s. Automated: %(automated)s. Appeal within 6 months: %(link)s. "
        "Courts remain open.",
        date=dates.long_date(statement.sent_at.astimezone(zone), lang),
        effect=effect(statement, t),
        ground=t("law") if statement.ground == LAW else t("rule"),
        explanation=explanation.strip().removesuffix("."),
        trigger=trigger(statement, t),
        automated=t("yes") if statement.automated else t("no"),
        link=_LINK,
    )
    before, _, after = words.rpartition(_LINK)
    return before, after


def details(
    statement: Statement, t: Translator, lang: str, zone: ZoneInfo
) -> tuple[tuple[str, str], ...]:
    """Labels and values, in the order of Article 17(3)."""
    until = dates.long_date(statement.appeal_until.astimezone(zone), lang)
    day = dates.long_date(statement.decided_at.astimezone(zone), lang)
    law = statement.ground == LAW
    ground = t("law") if law else t("rule")
    if statement.provision:
        # Where a language sets a space before the colon, here too.
        ground = t("%(label)s: %(value)s", label=ground, value=statement.provision)
    facts = [
        (t("Decision"), f"{effect(statement, t)}, {day}"),
        (t("Where and how long"), t("In every country, without an end in time")),
        (t("Trigger"), trigger(statement, t)),
        (
            t("Automated"),
            t("yes, by a rule of the spam filter") if statement.automated else t("no, by a person"),
        ),
        (t("Found automatically"), _detected(statement, t)),
        (t("Ground"), ground),
        (t("Reason"), reason(statement, t)),
        (t("Explanation"), statement.explanation),
        (t("Appeal until"), until),
        (
            t("Further redress"),
            t(
                "Courts remain open; in the European Union also a certified body for "
                "out-of-court settlement"
            ),
        ),
    ]
    return tuple((label, value) for label, value in facts if value)


def _detected(statement: Statement, t: Translator) -> str:
    if statement.detected is None:
        return ""
    return (
        t("yes, a rule of the spam filter pointed the text out") if statement.detected else t("no")
    )


def effect(statement: Statement, t: Translator) -> str:
    return t("removed") if statement.effect == REMOVED else t("not published")


def trigger(statement: Statement, t: Translator) -> str:
    return t("notice") if statement.occasion == "report" else t("own review")


def reason(statement: Statement, t: Translator) -> str:
    known = REASONS.get(statement.code)
    return t(known.name) if known else statement.code
