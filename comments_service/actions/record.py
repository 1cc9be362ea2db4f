"""The public record of moderation: counted from the log, written into the site."""

from datetime import datetime, timedelta

from comments_service.actions.service import Service
from comments_service.contract.figures import Figures, Month, read_figures
from comments_service.domain.figures import count
from comments_service.publish.record_pages import RecordPages
from comments_service.storage import figures as stored
from comments_service.storage import outbox

RECORD = "record"

# A hundred decisions in a row are counted once.
COUNTED_WITHIN = timedelta(minutes=1)


def enqueue_record(service: Service, now: datetime) -> None:
    """Note, in the caller's transaction, that figures or clean-up have news for readers."""
    if service.config.comments.enabled:
        outbox.add(service.db, RECORD, now, key="site", delay=COUNTED_WITHIN)


def publish_record(service: Service, now: datetime) -> None:
    """Count, and write report and privacy page. Doing it twice changes nothing.

    Where the numbers are those of an earlier count of the day, so is its time.
    """
    pages = {lang: service.threads.pages(lang) for lang in service.config.newsroom.languages}
    figures, known = current(service, now), read_figures(service.paths.figures)
    if known and known.months == figures.months and _same_day(service, known.at, now):
        figures = known
    RecordPages(service.publisher).write(figures, pages)


def _same_day(service: Service, one: datetime, other: datetime) -> bool:
    zone = service.config.newsroom.timezone
    return one.astimezone(zone).date() == other.astimezone(zone).date()


def current(service: Service, now: datetime) -> Figures:
    """The figures as of `now`; months that were over when they were last counted stay as they are,
    also when the log has forgotten them."""
    zone = service.config.newsroom.timezone
    expected = timedelta(hours=service.config.comments.expected_hours)
    known = read_figures(service.paths.figures)
    # A month is complete when the last verdicts of rules in it may be told.
    kept = _over(known.months, (known.at - expected).astimezone(zone)) if known else {}
    began = stored.first_comment(service.db)
    first = min([*kept, *([_key(began.astimezone(zone))] if began else [])], default=None)
    months: list[Month] = []
    month = _key(now.astimezone(zone))
    while first is not None and month >= first:
        start = datetime.fromisoformat(f"{month}-01").replace(tzinfo=zone)
        end = datetime.fromisoformat(f"{_after(month)}-01").replace(tzinfo=zone)
        events = stored.events(service.db, start, end)
        months.append(kept.get(month) or count(month, events, now - expected))
        month = _key(start - timedelta(days=1))
    return Figures(now, tuple(months))


def _over(months: tuple[Month, ...], at: datetime) -> dict[str, Month]:
    """Those that ended before they were counted."""
    return {month.month: month for month in months if month.month < _key(at)}


def _key(at: datetime) -> str:
    return f"{at:%Y-%m}"


def _after(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"
