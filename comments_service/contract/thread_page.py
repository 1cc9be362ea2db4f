"""A thread as it stands in its post's page. Build and service render with this one function."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from comments_service.contract import dates, numbers
from comments_service.contract.catalogues import Translator, translators
from comments_service.contract.config import Config
from comments_service.contract.paths import Paths
from comments_service.contract.published import PublishedComment
from comments_service.contract.switches import CLOSED, HOLD, Switches
from comments_service.contract.thread_articles import Article, Setting, article_maker, make_article
from comments_service.contract.thread_tree import Node, newest, tree
from comments_service.contract.threads import Thread


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
    figures_url: str | None = None
    """The moderation report."""
    proof: bool = False
    """Whether browsers have to work before they send."""


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
        figures_url=pages.get("moderation"),
        proof=config.comments.proof_of_work,
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
    jinja.globals["comment_article"] = article_maker(jinja)


def render_thread(
    jinja: Environment,
    config: Config,
    thread: Thread,
    comments: Iterable[PublishedComment],
    policy: Policy,
    now: datetime,
    switches: Switches = Switches(),  # noqa: B008 - frozen
) -> str:
    """The comments section of a post's page: comments, then the form or why there is none."""
    t: Translator = jinja.globals["translator"](thread.lang)  # type: ignore[operator]
    comments = list(comments)
    facts = thread_facts(thread, now, switches)
    setting = Setting(
        lang=thread.lang,
        thread=thread.id,
        prefix=config.prefix,
        zone=config.newsroom.timezone,
        open=not facts["closed"],
    )
    top = tree(comments)
    count = sum(1 for comment in comments if not comment.removed)
    last = newest(comments) if count > 1 else None
    return jinja.get_template("partials/comments.html").render(
        config=config,
        lang=thread.lang,
        t=t,
        site_prefix=config.prefix,
        thread=facts,
        comments=_joined(top, setting, jinja),
        count=count,
        newest=last.id if last else "",
        sortable=len(top) > 1,
        form={"values": {}, "errors": {}, "preview": ""},
        policy=policy,
    )


def render_draft(
    jinja: Environment, config: Config, thread: Thread, comment: PublishedComment
) -> str:
    """A comment as it will look, before it is sent. Nothing of it is remembered."""
    setting = Setting(
        lang=thread.lang,
        thread=thread.id,
        prefix=config.prefix,
        zone=config.newsroom.timezone,
        open=False,
        draft=True,
    )
    return make_article(jinja, comment, "", setting)


def thread_facts(thread: Thread, now: datetime, switches: Switches) -> dict[str, Any]:
    """What the templates may know of a thread."""
    reason = _closed(thread, now, switches)
    return {
        "id": thread.id,
        "lang": thread.lang,
        "title": thread.title,
        "url": thread.url,
        "closed": reason is not None,
        "closed_reason": reason,
        "held": switches.crisis == HOLD,
    }


def _closed(thread: Thread, now: datetime, switches: Switches) -> str | None:
    """Why a thread takes no comments: crisis, moderator, closed (by its post) or age."""
    if switches.crisis == CLOSED:
        return "crisis"
    if thread.id in switches.closed:
        return "moderator"
    if thread.closed(now):
        return "closed" if thread.policy == "closed" else "age"
    return None


def _joined(nodes: list[Node], setting: Setting, jinja: Environment) -> str:
    """A level of the tree, with all that is below it."""
    if not nodes:
        return ""
    article: Article = jinja.globals["comment_article"]  # type: ignore[assignment]
    items = (
        f"<li>\n{article(node.comment, node.parent_author, setting)}"
        f"\n{_joined(node.replies, setting, jinja)}</li>\n"
        for node in nodes
    )
    return f'<ol class="thread">\n{"".join(items)}</ol>\n'
