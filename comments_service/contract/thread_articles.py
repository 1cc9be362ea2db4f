"""A single comment's HTML. Made once and kept: only the tree around it is joined anew each time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from comments_service.contract.catalogues import Translator
from comments_service.contract.published import PublishedComment
from comments_service.contract.reasons import REASONS

# Why a tombstone stands where no moderator rejected anything.
WITHDRAWN = "WITHDRAWN"
UNDER_REVIEW = "UNDER_REVIEW"

# Two pages of a thousand comments, which take about 4 MB.
_KEPT = 2048


@dataclass(frozen=True)
class Setting:
    """What a comment's HTML depends on besides the comment itself; the same for a whole thread."""

    lang: str
    thread: str
    prefix: str
    zone: tzinfo
    open: bool
    """Whether it can be answered."""
    draft: bool = False
    """A preview: it has no address yet, and nobody can answer or report it."""


Article = Callable[[PublishedComment, str, Setting], Markup]
"""The HTML of a comment; the text is the name of whom it answers."""


def article_maker(jinja: Environment) -> Article:
    """Makes comments, and remembers what it made."""

    @lru_cache(_KEPT)
    def article(comment: PublishedComment, parent_author: str, setting: Setting) -> Markup:
        return make_article(jinja, comment, parent_author, setting)

    return article


def make_article(
    jinja: Environment, comment: PublishedComment, parent_author: str, setting: Setting
) -> Markup:
    """Render `partials/comment.html`."""
    t: Translator = jinja.globals["translator"](setting.lang)  # type: ignore[operator]
    single = jinja.get_template("partials/comment.html").module.single  # type: ignore[attr-defined]
    removed_at, edited_at = comment.removed_at, comment.edited_at
    html: Markup = single(
        comment,
        setting,
        parent_author,
        t,
        published_at=comment.published_at.astimezone(setting.zone),
        edited_at=edited_at.astimezone(setting.zone) if edited_at else None,
        removed=_removed(comment.removed, t) if comment.removed else "",
        removed_at=removed_at.astimezone(setting.zone) if removed_at else None,
    )
    return html


def _removed(code: str, t: Translator) -> str:
    if code == WITHDRAWN:
        return t("Withdrawn by its author")
    if code == UNDER_REVIEW:
        return t("Under review")
    return t(REASONS[code].name)
