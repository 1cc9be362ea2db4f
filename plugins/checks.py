"""What can only be checked when every text has been read. Nothing is written before that."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pelican import signals

from comments_service.contract import ids
from comments_service.contract.content import REQUIRED_ROLES, Page, Post
from comments_service.contract.faults import Fault, shown
from plugins import build, translations
from plugins.build import Build, Source
from plugins.known import Known
from plugins.references import Link

# Anchors of the theme's that a text may link: the comments and each single one.
_OF_THE_THEME = "comment"
_TEXTS = (".md", ".markdown", ".mkd", ".mdown")
# Texts, too, unless they lie there to be linked.
_TEXTS_OR_FILES = (".txt", ".rst", ".html", ".htm")
_DELETE = "delete"
_STATES = {
    "draft": "a draft",
    "review": "being reviewed",
    "approved": "approved, but not published",
    "scheduled": "embargoed",
    "withdrawn": "withdrawn",
}


class Checked(Exception):
    """The run was only to check, and there is no fault."""


def settle(generators: list[Any]) -> None:
    """Note the last faults, and end the run if there are any."""
    run = build.of(generators[0].settings)
    sources = [run.sources[key] for key in sorted(run.sources)]
    run.faults.extend(_unread(run))
    run.faults.extend(_twins(sources, run.faulty))
    unread_ids = {fields.get("id", "") for fields in run.unread.values()}
    run.faults.extend(translations.faults(sources, unread_ids))
    run.faults.extend(_missing_pages(sources, run))
    run.faults.extend(_links(sources, run))
    if not run.preview:
        run.warnings.extend(_early_topics(sources, run))
    run.settle()
    if run.check_only:
        raise Checked


def _unread(run: Build) -> Iterator[Fault]:
    """Texts that nobody read: in a wrong folder, misnamed, or dropped by Pelican after an error."""
    bodies = [source.body for source in run.sources.values()]
    linked = {file for body in bodies if body for file in body.files}
    # Drafts and faulty texts were not asked for their links.
    unasked = {key.rpartition("/")[0] for key, s in run.sources.items() if not s.body}
    unasked |= {key.rpartition("/")[0] for key in run.unread}
    for path in sorted(run.paths.content.rglob("*")):
        key = path.relative_to(run.paths.content).as_posix()
        suffix = path.suffix.lower()
        if suffix not in _TEXTS + _TEXTS_OR_FILES or key in run.sources or key in run.unread:
            continue
        if suffix in _TEXTS_OR_FILES and (key in linked or key.rpartition("/")[0] in unasked):
            continue
        if not any(part.startswith(".") for part in key.split("/")):
            yield Fault(
                shown(path),
                0,
                "the text is not read",
                "name it ….md and put it into content/posts/ or content/pages/",
            )


def _twins(sources: list[Source], faulty: list[Source]) -> Iterator[Fault]:
    """Ids and addresses that stand twice."""
    by_id: dict[str, Source] = {}
    addresses: dict[str, Source] = {}
    for source in [*sources, *faulty]:
        other = by_id.setdefault(source.item.id, source)
        if other is not source:
            yield source.fault(
                "id",
                f"the id {source.item.id} stands in {other.name}, too",
                f"give the copied text a new one: «id: {ids.new_id()}»",
            )
        if source.body is None or source in faulty:
            continue
        other = addresses.setdefault(source.url, source)
        if other is not source:
            yield source.fault(
                "slug" if "slug" in source.lines else "title",
                f"the address {source.url} belongs to {other.name}",
                "write another slug",
            )


def _missing_pages(sources: list[Source], run: Build) -> Iterator[Fault]:
    roles: dict[tuple[str, str], Source] = {}
    for source in sources:
        if not isinstance(source.item, Page) or not source.item.role:
            continue
        other = roles.setdefault((source.item.lang, source.item.role), source)
        if other is not source:
            yield source.fault(
                "role",
                f"the {source.item.role} page in {source.item.lang!r} is {other.name}",
                "remove the role from one of them",
            )
        # The form for comments leads there.
        asked = run.config.comments.enabled and source.item.role == "privacy" and source.body
        if asked and _DELETE not in asked.ids:
            yield source.fault(
                "role",
                f"the privacy page has no anchor {_DELETE!r}, which the comment form links",
                f"add {{#{_DELETE}}} to the heading that says how to have one's data deleted",
            )
    unread = {(f.get("lang", run.config.language), f.get("role")) for f in run.unread.values()}
    for lang in run.config.newsroom.languages:
        for role in REQUIRED_ROLES:
            if (lang, role) not in roles and (lang, role) not in unread:
                yield Fault(
                    shown(run.paths.content / "pages"),
                    0,
                    f"there is no {role} page in {lang!r}, and the law demands one",
                    f"add a page with «role: {role}» and «lang: {lang}»",
                )


def _early_topics(sources: list[Source], run: Build) -> Iterator[Fault]:
    """Topics that give away what is to come: their pages and feeds are there from the start."""
    posts = [(source, source.item) for source in sources if isinstance(source.item, Post)]
    shown = {topic for _, post in posts if post.public(run.now) for topic in post.topics}
    for topic in run.config.topics:
        hidden = [s for s, post in posts if topic.id in post.topics and not post.public(run.now)]
        if hidden and topic.id not in shown:
            name = topic.name[run.config.language]
            yield hidden[0].fault(
                "topics",
                f"the topic «{name}» stands on every page already, and only texts that are not "
                "public use it",
                "if its name gives something away, add it to newsroom.toml on the day itself",
            )


def _links(sources: list[Source], run: Build) -> Iterator[Fault]:
    """Links within the newsroom: the target must be public when the link is, with its anchor."""
    known = Known(run)
    for source in sources:
        if source.body is None:
            continue
        shown_from = max(run.now, source.item.date) if isinstance(source.item, Post) else run.now
        for link in source.body.links:
            if link.target in run.unread:
                continue
            target = run.sources.get(link.target) if link.target else source
            if wrong := _wrong(link, target, shown_from, run.preview):
                yield Fault(source.name, link.line, *wrong)
        for address, line in source.body.addresses:
            if dead := known.wrong(address, shown_from):
                yield Fault(source.name, line, *dead)


def _wrong(
    link: Link, target: Source | None, moment: datetime, preview: bool
) -> tuple[str, str] | None:
    if target is None:
        return f"{link.target} is not a post or page", "link a file in posts/ or pages/"
    if isinstance(target.item, Post) and not target.item.public(moment):
        # Where a post was, a page says why it is no longer there: links to it stay good.
        if target.item.was_public(moment):
            return None
        if not preview:
            return (
                f"the link leads to {target.name}, which is {_STATES[target.item.state(moment)]}",
                "remove the link until the post is public",
            )
    known = target.body.ids if target.body else frozenset()
    if link.fragment and link.fragment not in known and not link.fragment.startswith(_OF_THE_THEME):
        return (
            f"{target.name} has no anchor {link.fragment!r}",
            f"add {{#{link.fragment}}} to its heading, or correct the link",
        )
    return None


def register() -> None:
    signals.all_generators_finalized.connect(settle)
