"""`newsroom comments filter`: how well spam is kept out, as moderators see it under /moderation."""

import json
import math
from dataclasses import asdict

import click

from comments_service.actions.filter_figures import FilterFigures, Month, filter_figures
from comments_service.commands.opening import now, open_service
from comments_service.domain.measured import LEAST, Sample
from comments_service.spam.filter import Standing
from comments_service.storage import rules_off

_COLUMNS = (
    *("month", "judged", "rejected", "held", "published"),
    *("sample", "spam", "genuine taken for spam", "spam held", "spam published"),
)


@click.command("filter")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for scripts.")
def show(as_json: bool) -> None:
    """Tell what the spam filter does, and how right it is."""
    service = open_service()
    figures, standing = filter_figures(service, now()), service.filter.standing()
    off = sorted(rules_off.names(service.db))
    if as_json:
        click.echo(json.dumps(_facts(figures, standing, off), ensure_ascii=False))
        return
    click.echo(f"Learned: {standing.genuine} genuine texts, {standing.spam} spam.")
    if standing.missing:
        missing = standing.missing
        click.echo(f"Decisions still missing before the filter decides anything: {missing}.")
    if off:
        click.echo(f"Switched off: {', '.join(off)}.")
    click.echo(f"Spam among what it rejects: {_share(figures.sample)}.")
    click.echo(f"Spam among what it would publish: {_share(figures.free)}.\n")
    rows = [_COLUMNS, *(tuple(map(str, _row(month))) for month in figures.months)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_COLUMNS))]
    for row in rows:
        click.echo("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


def _share(sample: Sample) -> str:
    share, counted = sample.share, f"{sample.spam} of {sample.looked} looked at"
    if share is None:
        return f"too few to tell ({counted}, at least {LEAST} are needed)"
    low, high = math.floor(round(100 * share.low, 6)), math.ceil(round(100 * share.high, 6))
    return f"between {low} % and {high} % ({counted})"


def _row(month: Month) -> tuple[object, ...]:
    return (
        *(month.month, month.judged, month.rejected, month.held, month.published),
        *(month.sample.looked, month.sample.spam),
        *(month.genuine, month.missed, month.let_through),
    )


def _facts(figures: FilterFigures, standing: Standing, off: list[str]) -> dict[str, object]:
    columns = [name.replace(" ", "_") for name in _COLUMNS]
    return {
        "learned": asdict(standing),
        "off": off,
        "rejected": _measured(figures.sample),
        "would_publish": _measured(figures.free),
        "months": [dict(zip(columns, _row(month), strict=True)) for month in figures.months],
    }


def _measured(sample: Sample) -> dict[str, object]:
    share = sample.share
    found = {"looked_at": sample.looked, "spam": sample.spam}
    return found | {"share": [share.low, share.high] if share else None}
