"""Posts and pages as the templates see them, made from their sources."""

from comments_service.contract.content import (
    Page,
    Post,
    comment_policy,
    comments_close_at,
    comments_enabled,
)
from comments_service.contract.threads import Thread
from plugins.body import Body, shortened
from plugins.build import Build, Source
from plugins.model import PageView, PostView
from plugins.references import resolve_sources

# A note without a summary is its own: whole, as long as it is the short text it is meant to be.
_NOTE = 600


def post_view(source: Source, post: Post, body: Body, urls: dict[str, str], run: Build) -> PostView:
    site = run.sites[post.lang]
    topics = {topic.id: topic for topic in site.topics}
    persons = {author.id: author for author in site.authors}
    zone = run.config.newsroom.timezone
    headline = post.title or body.opening
    summary = post.summary
    if post.kind == "note" and not summary:
        summary = shortened(body.text, _NOTE)
    return PostView(
        permanent_id=post.id,
        source=source.name,
        title=post.title,
        headline=headline,
        kind=post.kind,
        lang=post.lang,
        date=post.date.astimezone(zone),
        updated=post.modified.astimezone(zone) if post.modified else None,
        url=source.url,
        summary=summary,
        content=resolve_sources(body.html, urls),
        topics=[topics[identifier] for identifier in post.topics],
        persons=[persons[identifier] for identifier in post.authors],
        image=source.picture,
        pinned=post.pinned,
        thread=_thread(post, headline, source.url, run),
    )


def page_view(source: Source, page: Page, body: Body, urls: dict[str, str], run: Build) -> PageView:
    return PageView(
        permanent_id=page.id,
        source=source.name,
        title=page.title,
        lang=page.lang,
        url=source.url,
        summary=page.summary,
        role=page.role,
        content=resolve_sources(body.html, urls),
        thread=_thread(page, page.title, source.url, run),
    )


def _thread(item: Post | Page, headline: str, url: str, run: Build) -> Thread | None:
    if not comments_enabled(item, run.config):
        return None
    return Thread(
        id=item.id,
        lang=item.lang,
        title=headline,
        url=url,
        file=run.file_for(url),
        policy=comment_policy(item),
        closes_at=comments_close_at(item, run.config),
    )
