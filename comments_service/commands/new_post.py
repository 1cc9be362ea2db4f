"""A new post: complete front matter, a frame for the text, a draft until somebody says so."""

from datetime import datetime, timedelta
from pathlib import Path

from comments_service.contract import addresses, ids
from comments_service.contract.catalogues import translators
from comments_service.contract.config import Config
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.files import write_atomically
from comments_service.contract.frontmatter import Value, dump
from comments_service.contract.paths import Paths
from comments_service.editing.frames import FRAMES, hints

_EVENT_IN = timedelta(days=14)
_EVENT_HOURS = ("18:30", "20:00")
# What the law wants to be read first; the page says it in the same words.
_DISCLOSED = {
    "six": "Ad hoc announcement pursuant to Art. 53 LR",
    "mar": "Inside information pursuant to Art. 17 MAR",
}


def write_new_post(
    config: Config, paths: Paths, title: str, lang: str, kind: str, now: datetime
) -> Path:
    """Write the file and return its path. Raises Faults rather than overwrite anything."""
    title = " ".join(title.split())
    slug = addresses.slugify(title)
    if not slug:
        raise Faults([Fault("TITLE", 0, "the title has no letters", 'write make new TITLE="…"')])
    local = now.astimezone(config.newsroom.timezone)
    path = paths.content / "posts" / f"{local:%Y}" / slug / f"{lang}.md"
    if path.exists():
        raise Faults(
            [Fault(shown(path), 0, "there is such a post already", "choose another title")]
        )
    values: dict[str, Value] = {
        "id": ids.new_id(),
        "title": title,
        "lang": lang,
        "date": f"{local:%Y-%m-%d %H:%M}",
        "kind": kind,
        "status": "draft",
        **(_event(config, local) if kind == "event" else {}),
        "topics": [config.topics[0].id],
        "authors": [config.authors[0].id],
        "summary": _disclosed(config, paths, lang) if kind == "adhoc" else "",
        "slug": slug,
    }
    if kind == "adhoc":
        values["comments"] = "off"
    if kind == "note":
        del values["summary"]
    text = dump(values, FRAMES[lang].bodies[kind])
    head, hyphens, body = text.partition("\n---\n")
    text = f"{head}\n{hints(lang, kind, config)}{hyphens.lstrip()}{body}"
    write_atomically(path, text.encode())
    return path


def _event(config: Config, local: datetime) -> dict[str, Value]:
    """Some evening, at home: to be replaced, and right as it stands."""
    day, place = local + _EVENT_IN, config.address
    return {
        "starts": f"{day:%Y-%m-%d} {_EVENT_HOURS[0]}",
        "ends": f"{day:%Y-%m-%d} {_EVENT_HOURS[1]}",
        "venue": f"{config.newsroom.legal_name}, {place.street}, {place.postal_code} {place.city}",
    }


def _disclosed(config: Config, paths: Paths, lang: str) -> str:
    words = translators(paths.theme / "translations")(lang)(_DISCLOSED[config.adhoc.rule])
    return f"{words}: {FRAMES[lang].disclosed}"
