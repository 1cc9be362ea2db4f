"""What the service says on pages of the build: the moderation report, the privacy page's last part.

Build and service render with these functions and put the result between the same markers.
"""

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_skeleton
from jinja2 import Environment

from comments_service.contract import addresses
from comments_service.contract.catalogues import Translator
from comments_service.contract.config import Config
from comments_service.contract.dates import LOCALES
from comments_service.contract.figures import REST, Figures, Hours, Month
from comments_service.contract.reasons import REASONS
from comments_service.contract.thread_page import policy_for

FIGURES, PRIVACY = "figures", "privacy"
"""The names of the places, for contract/markers.py."""

# A page for people; the file for machines has all of them.
_SHOWN = 24


def places(config: Config, pages: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str, str]]:
    """Language, name of the place and root-relative address of each page with such a place.

    `pages` are the addresses of pages by language and role.
    """
    if not config.comments.enabled:
        return []
    found = []
    for lang in config.newsroom.languages:
        found.append((lang, FIGURES, addresses.figures(config.prefix, lang)))
        if url := pages.get(lang, {}).get("privacy"):
            found.append((lang, PRIVACY, url))
    return found


def render_figures(jinja: Environment, config: Config, lang: str, figures: Figures | None) -> str:
    """The tables of the moderation report."""
    t: Translator = jinja.globals["translator"](lang)  # type: ignore[operator]
    zone = config.newsroom.timezone
    months = figures.months[:_SHOWN] if figures else ()
    return jinja.get_template("partials/figures.html").render(
        lang=lang,
        t=t,
        months=[(_name(month, lang), month, _reasons(month, t)) for month in months],
        at=figures.at.astimezone(zone) if figures else None,
        hours=lambda hours: _hours(hours, t, lang),
        json_url=f"{config.prefix}/comments/moderation.json",
    )


def render_privacy(
    jinja: Environment,
    config: Config,
    lang: str,
    pages: Mapping[str, str],
    cleaned: datetime | None,
) -> str:
    """What the newsroom does with readers' data, from its settings; `pages` are by role."""
    t: Translator = jinja.globals["translator"](lang)  # type: ignore[operator]
    policy = policy_for(config, pages)
    return jinja.get_template("partials/privacy.html").render(
        config=config,
        lang=lang,
        t=t,
        akismet=policy.akismet,
        kept=_periods(config, t),
        cleaned=cleaned.astimezone(config.newsroom.timezone) if cleaned else None,
        data_url=f"{config.prefix}/comments/data",
        figures_url=addresses.figures(config.prefix, lang),
        imprint_url=pages.get("imprint"),
        contact=config.address.email,
    )


def _periods(config: Config, t: Translator) -> list[tuple[str, str]]:
    """What is kept, and for how long: the clean-up reads the same settings."""
    kept = config.retention
    rejected = days(kept.rejected_days, t)
    return [
        (
            t("Checksums of addresses, against floods"),
            t.n("%(n)s hour", "%(n)s hours", kept.sender_hours),
        ),
        (t("Spam"), days(kept.spam_days, t)),
        (t("Text and name of rejected comments"), rejected),
        (
            t("Earlier texts of changed comments, so that a decision can be undone"),
            t("%(period)s after the decision", period=rejected),
        ),
        (
            t("Email addresses"),
            t(
                "%(period)s after the decision; without one, after they came in",
                period=days(kept.email_days, t),
            ),
        ),
        (
            t("Appeals, reports, messages about errors, moderators’ notes"),
            t("%(period)s after the decision", period=rejected),
        ),
        (t("Log of decisions, without texts of comments"), _years(kept.log_years, t)),
        (t("Backups"), days(kept.backup_days, t)),
        (t("Published comments"), t("as long as the post")),
        (
            t("Comments on posts that are no longer public"),
            t("%(period)s after the post has gone", period=days(kept.gone_days, t)),
        ),
        (
            t("Numbers made from the words of a comment, without its text and any name"),
            t(
                "%(period)s after the decision; gone at once if you delete the comment while we "
                "have its text. Afterwards nobody knows any more whose they were",
                period=days(kept.label_days, t),
            ),
        ),
    ]


def days(number: int, t: Translator) -> str:
    """A period in the unit that people use: 14 days, 6 months (182 days), 1 year."""
    if number % 365 == 0:
        return _years(number // 365, t)
    months = round(number / 30.44)
    if months >= 2 and abs(number - months * 30.44) < 1:
        return t.n("%(n)s month", "%(n)s months", months)
    return t.n("%(n)s day", "%(n)s days", number)


def _years(number: int, t: Translator) -> str:
    return t.n("%(n)s year", "%(n)s years", number)


def _name(month: Month, lang: str) -> str:
    """«November 2026»."""
    first = datetime.fromisoformat(f"{month.month}-01")
    return format_skeleton("yMMMM", first, locale=LOCALES[lang])


def _reasons(month: Month, t: Translator) -> list[tuple[str, int]] | None:
    """Names of the reasons with their numbers, the most frequent first; what is left comes last."""
    if month.reasons is None:
        return None
    ordered = sorted(month.reasons.items(), key=lambda item: (item[0] == REST, -item[1], item[0]))
    names = {code: reason.name for code, reason in REASONS.items()} | {REST: "Other reasons"}
    return [(t(names.get(code, code)), n) for code, n in ordered]


def _hours(hours: Hours | None, t: Translator, lang: str) -> str:
    if hours is None:
        return "–"
    shown = (f"{value:.1f}" for value in (hours.median, hours.slowest_tenth))
    one, other = (text if lang == "en" else text.replace(".", ",") for text in shown)
    return t("%(median)s / %(slow)s hours", median=one, slow=other)
