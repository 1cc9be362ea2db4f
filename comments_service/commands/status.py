"""`newsroom status`: where every text stands, for people or as JSON."""

import json
from collections.abc import Iterable
from typing import Any

import click

from comments_service.commands.opening import now, open_newsroom
from comments_service.contract.config import Config
from comments_service.contract.content import comment_policy, comments_close_at, comments_enabled
from comments_service.contract.dates import long_datetime
from comments_service.contract.pause import HELD
from comments_service.editing.library import Library
from comments_service.editing.overview import (
    Overview,
    Standing,
    Translation,
    comments_said,
    overview,
)

_WIDTH = 80
# More of what is over than this is only counted; --json lists everything.
_FEW = 5
_HEAD = f"{'State':<11}{'Date':<18}{'Lang':<6}{'Kind':<9}Title"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Everything, as one JSON object.")
def status(as_json: bool) -> None:
    """Tell where every text stands, which translations are missing, and what is due."""
    config, paths = open_newsroom()
    found = overview(Library(config, paths, now()))
    if as_json:
        click.echo(json.dumps(_data(found, config), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(found, config)))


def _lines(found: Overview, config: Config) -> list[str]:
    lines = [f"{config.newsroom.name}, {long_datetime(found.now, 'en')}", ""]
    rows = [*found.of("draft"), *found.of("review"), *found.of("approved")]
    rows += [*sorted(found.of("scheduled"), key=lambda one: one.post.date), *found.today]
    over = [*found.of("expired")[:_FEW], *found.of("withdrawn")[:_FEW]]
    if rows or over:
        lines.append(_HEAD)
    for one in [*rows, *over]:
        lines += _row(one, config)
    for state in ("expired", "withdrawn"):
        lines += _more(len(found.of(state)), f"{'':<11}", state)
    lines += ["", f"Public: {_counted(found, config)}."]
    if found.outdated:
        lines += ["", "Translations that are behind their original:"]
        lines += _versions(found.outdated, found)
    if found.missing:
        lines += ["", "Translations that are missing:"]
        lines += _versions(found.missing[:_FEW], found)
        lines += _more(len(found.missing), "      ", "missing")
    lines += ["", _due(found)]
    if found.faulty:
        texts = "text has" if len(found.faulty) == 1 else "texts have"
        lines.append(f"{len(found.faulty)} {texts} faults: make check lists them.")
    return lines


def _more(count: int, blanks: str, what: str) -> list[str]:
    return [f"{blanks}… and {count - _FEW} more {what}"] if count > _FEW else []


def _versions(versions: Iterable[Translation], found: Overview) -> list[str]:
    lines = []
    for one in versions:
        since = ""
        if one.since:
            since = f"since {one.since.astimezone(found.now.tzinfo):%Y-%m-%d %H:%M}  "
        lines.append(_short(f"  {one.lang}  {since}{_title(one.standing)}"))
        lines.append(f"      {one.standing.text.name}")
    return lines


def _row(one: Standing, config: Config) -> list[str]:
    local = one.post.date.astimezone(config.newsroom.timezone)
    first = f"{one.state:<11}{local:%Y-%m-%d %H:%M}  {one.post.lang:<6}{one.post.kind:<9}"
    return [
        _short(first + _title(one)),
        f"{'':<11}{one.text.name}",
        _short(f"{'':<11}{_said(one, config)}"),
    ]


def _said(one: Standing, config: Config) -> str:
    """What else matters about a post in its state."""
    names = {author.id: author.name for author in config.authors}
    zone, post = config.newsroom.timezone, one.post
    if one.state == "withdrawn":
        return post.withdrawal.reason
    if one.state == "expired" and post.expires:
        return f"shown until {post.expires.astimezone(zone):%Y-%m-%d %H:%M}"
    if post.held:
        return HELD
    said = f"comments: {comments_said(post, config)}"
    if post.approval:
        said += f"; approved by {names.get(post.approval.by, post.approval.by)}"
    return said


def _title(one: Standing) -> str:
    return one.post.title or " ".join(one.text.front.body.split())


def _short(line: str) -> str:
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1].rstrip() + "…"


def _counted(found: Overview, config: Config) -> str:
    public = [one.post.lang for one in found.of("published")]
    return ", ".join(f"{public.count(lang)} in {lang}" for lang in config.newsroom.languages)


def _due(found: Overview) -> str:
    if found.due is None:
        return "Nothing will change by itself."
    at = long_datetime(found.due.at.astimezone(found.now.tzinfo), "en")
    return f"Next change by itself: {at}\n  {found.due.why}"


def _data(found: Overview, config: Config) -> dict[str, Any]:
    return {
        "now": found.now.isoformat(),
        "texts": [_text(one, config) for one in found.standings],
        "missing_translations": [_translation(one) for one in found.missing],
        "outdated_translations": [_translation(one) for one in found.outdated],
        "due": {"at": found.due.at.isoformat(), "why": found.due.why} if found.due else None,
        "faulty": list(found.faulty),
    }


def _text(one: Standing, config: Config) -> dict[str, Any]:
    post = one.post
    closes = comments_close_at(post, config)
    return {
        "id": post.id,
        "file": one.text.name,
        "url": config.prefix + one.text.url,
        "title": post.title,
        "lang": post.lang,
        "kind": post.kind,
        "state": one.state,
        "held": post.held,
        "date": post.date.isoformat(),
        "expires": post.expires.isoformat() if post.expires else None,
        "authors": list(post.authors),
        "approved_by": post.approval.by if post.approval else None,
        "translates": post.translates or None,
        "comments": comment_policy(post) if comments_enabled(post, config) else "off",
        "comments_close": closes.isoformat() if closes else None,
    }


def _translation(one: Translation) -> dict[str, Any]:
    return {
        "lang": one.lang,
        "id": one.standing.post.id,
        "file": one.standing.text.name,
        "since": one.since.isoformat() if one.since else None,
    }
