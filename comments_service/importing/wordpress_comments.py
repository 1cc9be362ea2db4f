"""Comments of a WordPress export alone, for posts that stand here already."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from comments_service.domain.states import State
from comments_service.importing import moments
from comments_service.importing.comments import STATES
from comments_service.importing.export import Export, WpComment, WpItem
from comments_service.importing.found import Found, FoundComment, FoundThread
from comments_service.importing.posts import permanent_id
from comments_service.importing.wordpress import read_export

_PINGS = ("pingback", "trackback")
_DELETED = ("trash", "post-trashed")


def wordpress_reader(zone: ZoneInfo) -> Callable[[Path, Callable[[int], None]], Found]:
    """A reader; `zone` counts where a comment has no time in UTC."""

    def read(path: Path, advance: Callable[[int], None]) -> Found:
        return _found(read_export(path, advance), zone)

    return read


def _found(export: Export, zone: ZoneInfo) -> Found:
    found = Found("wordpress")
    logins = {author.id: author.login for author in export.authors if author.id}
    for number, item in enumerate(export.items):
        if not item.comments:
            continue
        thread = item.id or str(-number)
        found.threads[thread] = _thread(item, export)
        for comment in item.comments:
            if why := _no_comment(comment):
                found.skipped[why] += 1
                continue
            at = _date(comment, item, export, zone)
            found.comments.append(_comment(comment, thread, at, logins))
    return found


def _thread(item: WpItem, export: Export) -> FoundThread:
    names = (item.link, item.guid, item.slug, item.id)
    return FoundThread(
        tuple(dict.fromkeys(filter(None, names))), item.title, (permanent_id(item, export),)
    )


def _no_comment(comment: WpComment) -> str:
    if comment.type in _PINGS:
        return "pingbacks and trackbacks, which are no comments"
    if comment.type not in ("", "comment"):
        return f"of the type «{comment.type}», which a plugin brought"
    return ""


def _date(comment: WpComment, item: WpItem, export: Export, zone: ZoneInfo) -> datetime:
    # A comment without any date of its own cannot be older than its post.
    return moments.comment_date(comment, zone) or moments.post_date(item, export, zone)


def _comment(comment: WpComment, thread: str, at: datetime, logins: dict[str, str]) -> FoundComment:
    return FoundComment(
        key=comment.id,
        thread=thread,
        parent=None if comment.parent in ("", "0") else comment.parent,
        author=comment.author,
        account=logins.get(comment.user_id, ""),
        email=comment.email,
        text=comment.content,
        html=True,
        at=at,
        state=_state(comment.approved),
    )


def _state(approved: str) -> State:
    if approved in _DELETED:
        return State.WITHDRAWN
    # A state that only a plugin knew: a person looks at it.
    return State(STATES.get(approved, State.PENDING))
