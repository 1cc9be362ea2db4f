"""WordPress's dates. It writes zeros where a draft has none, and -0001 into the RSS field."""

from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from comments_service.importing.export import Export, WpComment, WpItem

# For an export that holds no date at all: any fixed one, so that a second import is the same.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def utc(text: str) -> datetime | None:
    """«2013-03-15 18:15:14» of a `…_gmt` field; None for zeros and what is no date."""
    return _parsed(text, UTC)


def local(text: str, zone: tzinfo) -> datetime | None:
    """The same for a field in the site's own time, taken to be the newsroom's."""
    return _parsed(text, zone)


def post_date(item: WpItem, export: Export, zone: ZoneInfo) -> datetime:
    """When the post came out, or what comes nearest to it; never the moment of the import."""
    found = (
        utc(item.date_gmt)
        or local(item.date, zone)
        or _rfc822(item.pub_date)
        or next(filter(None, (comment_date(c, zone) for c in item.comments)), None)
        or _rfc822(export.pub_date)
        or _NEVER
    )
    return found.astimezone(zone)


def modified(item: WpItem) -> datetime | None:
    return utc(item.modified_gmt)


def comment_date(comment: WpComment, zone: tzinfo) -> datetime | None:
    return utc(comment.date_gmt) or local(comment.date, zone)


def _parsed(text: str, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - set below
    except ValueError:
        return None
    return moment.replace(tzinfo=zone) if moment.year > 1 else None


def _rfc822(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if moment.year > 1 else None
