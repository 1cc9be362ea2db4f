"""A thread as it stands in its post's page. Build and service render with this one function."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from comments_service.contract import dates, numbers
from comments_service.contract.catalogues import Translator, translators
from comments_service.contract.config import Config
from comments_service.contract.paths import Paths
from comments_service.contract.published import PublishedComment
from comments_service.contract.reasons import REASONS
from comments_service.contract.threads import Thread

DEEPEST = 4
# Why a tombstone stands where no moderator rejected anything.
WITHDRAWN = "WITHDRAWN"
UNDER_REVIEW = "UNDER_REVIEW"


@dataclass
class Node:
    """A comment with its replies, for the template."""

    id: str
    parent: str | None
    parent_author: str
    author: str
    official: str | None
    published_at: datetime
    html: str
    removed: str | None
    removed_at: datetime | None
    depth: int
    replies: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Policy:
    """What the form has to say about its rules. Addresses are root-relative or None."""

    max_length: int
    consent: str
    akismet: bool
    contact_email: str
    expected_hours: int
    privacy_url: str | None
    rules_url: str | None


def policy_for(config: Config, pages: Mapping[str, str]) -> Policy:
    """The rules of the forms in one language; `pages` are its addresses by role.

    Akismet is asked where the service has a key, so both halves look at the same variables.
    """
    return Policy(
        max_length=config.comments.max_length,
        consent=config.comments.consent,
        akismet=any(
            os.environ.get(f"NEWSROOM_AKISMET_KEY{suffix}", "").strip() for suffix in ("", "_FILE")
        ),
        contact_email=config.address.email,
        expected_hours=config.comments.expected_hours,
        privacy_url=pages.get("privacy"),
        rules_url=pages.get("rules"),
    )


def environment(paths: Paths, asset: Callable[[str], str]) -> Environment:
    """Jinja as both halves need it: escaping on, a missing variable is an error.

    `asset` is what `assets.asset_url` makes.
    """
    jinja = Environment(
        loader=FileSystemLoader(paths.theme / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    add_helpers(jinja, paths, asset)
    return jinja


def add_helpers(jinja: Environment, paths: Paths, asset: Callable[[str], str]) -> None:
    """Give an environment the filters and globals that the theme's templates rely on."""
    jinja.filters.update(date=dates.long_date, datetime=dates.long_datetime, isodate=dates.iso)
    jinja.filters.update(number=numbers.number, filesize=numbers.filesize)
    jinja.filters["language"] = numbers.language
    jinja.globals["translator"] = translators(paths.theme / "translations")
    jinja.globals["asset"] = asset


def render_thread(
    jinja: Environment,
    config: Config,
    thread: Thread,
    comments: Iterable[PublishedComment],
    policy: Policy,
    now: datetime,
) -> str:
    """The comments section of a post's page: comments, then the form or why there is none."""
    t: Translator = jinja.globals["translator"](thread.lang)  # type: ignore[operator]
    comments = list(comments)
    return jinja.get_template("partials/comments.html").render(
        config=config,
        lang=thread.lang,
        t=t,
        site_prefix=config.prefix,
        thread=thread_facts(thread, now),
        comments=tree(comments, config, t),
        count=sum(1 for comment in comments if not comment.removed),
        form={"values": {}, "errors": {}},
        policy=policy,
    )


def thread_facts(thread: Thread, now: datetime) -> dict[str, Any]:
    """What the templates may know of a thread."""
    closed = thread.closed(now)
    return {
        "id": thread.id,
        "lang": thread.lang,
        "title": thread.title,
        "url": thread.url,
        "closed": closed,
        "closed_reason": ("closed" if thread.policy == "closed" else "age") if closed else None,
    }


def tree(comments: list[PublishedComment], config: Config, t: Translator) -> list[Node]:
    """Threaded comments, oldest first on each level. An unknown parent puts a comment on top.

    Deeper than `DEEPEST`, answers stand one after the other on the last level: a page stays
    readable, and a chain of a thousand replies cannot exhaust the template's recursion.
    """
    nodes: dict[str, Node] = {}
    top: list[Node] = []
    above: dict[str, Node] = {}
    for comment in comments:
        node = nodes[comment.id] = _node(comment, config, t)
        parent = nodes.get(comment.parent) if comment.parent else None
        if parent is None:
            top.append(node)
            continue
        node.parent_author = parent.author
        host = parent if parent.depth < DEEPEST else above[parent.id]
        above[node.id] = host
        node.depth = host.depth + 1
        host.replies.append(node)
    return top


def _node(comment: PublishedComment, config: Config, t: Translator) -> Node:
    zone = config.newsroom.timezone
    return Node(
        id=comment.id,
        parent=comment.parent,
        parent_author="",
        author=comment.author,
        official=comment.official,
        published_at=comment.published_at.astimezone(zone),
        html=comment.html,
        removed=_removed(comment.removed, t) if comment.removed else None,
        removed_at=comment.removed_at.astimezone(zone) if comment.removed_at else None,
        depth=0,
    )


def _removed(code: str, t: Translator) -> str:
    if code == WITHDRAWN:
        return t("Withdrawn by its author")
    if code == UNDER_REVIEW:
        return t("Under review")
    return t(REASONS[code].name)
