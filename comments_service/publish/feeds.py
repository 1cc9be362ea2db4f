"""Comment feeds: one for each thread, one for the whole newsroom, one for official answers."""

from collections.abc import Callable, Iterable

from comments_service.contract import addresses, feeds, ids
from comments_service.contract.catalogues import Translator
from comments_service.contract.config import Config
from comments_service.contract.feed_writer import FeedWriter
from comments_service.contract.published import PublishedComment
from comments_service.contract.threads import Thread

# As many as feed readers keep; a thread's page has them all.
ENTRIES = 50


def thread_feed(
    config: Config,
    thread: Thread,
    comments: Iterable[PublishedComment],
    translator: Callable[[str], Translator],
) -> str:
    """Atom feed of a thread's comments, newest first; answers refer to what they answer."""
    t = translator(thread.lang)
    base = addresses.comments(config.prefix, thread.id)
    channel = feeds.Channel(
        id=ids.derived("comments", thread.id),
        title=t("Comments on “%(title)s”", title=thread.title),
        subtitle="",
        lang=thread.lang,
        page_url=config.absolute(f"{thread.url}#comments"),
        feed_url=config.absolute(f"{base}/feed.atom"),
        author=config.newsroom.name,
    )
    rows = [(thread, comment) for comment in comments]
    return FeedWriter("atom", channel.lang).write(channel, _entries(config, rows, translator))


def site_feed(
    config: Config,
    site_id: str,
    rows: Iterable[tuple[Thread, PublishedComment]],
    translator: Callable[[str], Translator],
) -> str:
    """Atom feed of the newest comments in all threads, each in its post's language."""
    title = translator(config.language)("Comments at %(name)s", name=config.newsroom.name)
    feed = ids.derived(site_id, "comments")
    return _of_all_threads(config, feed, "feed.atom", title, rows, translator)


def official_feed(
    config: Config,
    site_id: str,
    rows: Iterable[tuple[Thread, PublishedComment]],
    translator: Callable[[str], Translator],
) -> str:
    """Atom feed of what the company itself has answered, in all threads."""
    title = translator(config.language)("Official answers at %(name)s", name=config.newsroom.name)
    feed = ids.derived(site_id, "official answers")
    return _of_all_threads(config, feed, "official.atom", title, rows, translator)


def _of_all_threads(
    config: Config,
    feed: str,
    file: str,
    title: str,
    rows: Iterable[tuple[Thread, PublishedComment]],
    translator: Callable[[str], Translator],
) -> str:
    """`feed` is its permanent id, `file` where it lies below comments/."""
    channel = feeds.Channel(
        id=feed,
        title=title,
        subtitle="",
        lang=config.language,
        page_url=config.absolute(f"{config.prefix}/"),
        feed_url=config.absolute(f"{config.prefix}/comments/{file}"),
        author=config.newsroom.name,
    )
    return FeedWriter("atom", channel.lang).write(channel, _entries(config, rows, translator))


def _entries(
    config: Config,
    rows: Iterable[tuple[Thread, PublishedComment]],
    translator: Callable[[str], Translator],
) -> list[feeds.Entry]:
    shown = [(thread, comment) for thread, comment in rows if not comment.removed]
    shown.sort(key=lambda row: row[1].published_at, reverse=True)
    return [
        _entry(config, thread, comment, translator(thread.lang))
        for thread, comment in shown[:ENTRIES]
    ]


def _entry(config: Config, thread: Thread, comment: PublishedComment, t: Translator) -> feeds.Entry:
    page = config.absolute(thread.url)
    parent = comment.parent
    author = (
        t("Official reply: %(name)s, %(role)s", name=comment.author, role=comment.official)
        if comment.official
        else comment.author
    )
    zone = config.newsroom.timezone
    return feeds.Entry(
        id=comment.id,
        title=t("%(author)s on “%(title)s”", author=author, title=thread.title),
        url=f"{page}#comment-{comment.id}",
        html=comment.html,
        summary="",
        authors=(feeds.Person(author),),
        lang=thread.lang,
        published=comment.published_at.astimezone(zone),
        updated=comment.updated_at.astimezone(zone),
        in_reply_to=(
            (ids.uri(parent), f"{page}#comment-{parent}") if parent else (ids.uri(thread.id), page)
        ),
    )
