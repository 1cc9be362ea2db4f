"""Posts and pages as the templates see them, made from their sources."""

from datetime import timedelta

from comments_service.contract.content import (
    Page,
    Post,
    comment_policy,
    comments_close_at,
    comments_enabled,
)
from comments_service.contract.threads import Thread
from plugins import rota
from plugins.body import Body, shortened
from plugins.build import Build, Source
from plugins.downloads import downloads
from plugins.model import CorrectionView, EventView, PageView, PostView
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
        updated=changed.astimezone(zone) if (changed := post.changed) else None,
        url=source.url,
        summary=summary,
        content=resolve_sources(body.html, urls),
        topics=[topics[identifier] for identifier in post.topics],
        persons=[persons[identifier] for identifier in post.authors],
        image=source.picture,
        pinned=post.pinned,
        thread=_thread(post, headline, source.url, run),
        state=post.state(run.now),
        series=post.series,
        boilerplate=_boilerplate(run, post),
        place=post.place or run.config.address.city,
        corrections=tuple(
            CorrectionView(correction.date.astimezone(zone), correction.text)
            for correction in post.corrections
        ),
        contacts=rota.about(run, post),
        downloads=downloads(run, source, site),
        event=_event(run, post),
        approved_by=_approver(run, post),
        files=body.files,
        words=body.text,
    )


def _boilerplate(run: Build, post: Post) -> str:
    newsroom = run.config.newsroom
    return newsroom.boilerplate_of(post.date.astimezone(newsroom.timezone).date())[post.lang]


def _event(run: Build, post: Post) -> EventView | None:
    if post.event is None:
        return None
    zone = run.config.newsroom.timezone
    starts, ends = post.event.starts.astimezone(zone), post.event.ends
    over = ends or starts + timedelta(hours=12)
    run.due(over, f"the event of {post.title} is over")
    return EventView(
        starts, ends.astimezone(zone) if ends else None, post.event.venue, over <= run.now
    )


def _approver(run: Build, post: Post) -> str:
    if post.approval is None:
        return ""
    return next(a.name for a in run.config.authors if a.id == post.approval.by)


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
        downloads=downloads(run, source, run.sites[page.lang]),
        thread=_thread(page, page.title, source.url, run),
    )


def _thread(item: Post | Page, headline: str, url: str, run: Build) -> Thread | None:
    if run.preview or not comments_enabled(item, run.config):
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
