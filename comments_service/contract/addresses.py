"""The addresses of the newsroom. Readers, feeds and machines keep them, so they never change.

Every address is root-relative and starts with the prefix, the path part of the public address.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The words that stand in a language's addresses."""

    native_name: str
    topics: str
    authors: str
    page: str
    note: str
    """Starts the address of a note without a title."""
    series: str
    press: str
    follow: str
    """The page where readers choose their feeds."""
    search: str
    figures: str
    """The public moderation report."""
    kinds: dict[str, str]
    """The stream of each kind of post."""


# As `preview.py` makes tokens.
_PREVIEW = re.compile(r"/preview/[0-9a-f]{40}$")

WORDS = {
    "de": Words(
        *("Deutsch", "themen", "autoren", "seite", "notiz"),
        *("serien", "medien", "abonnieren", "suche", "moderationsbericht"),
        {
            "release": "medienmitteilungen",
            "note": "kurzmeldungen",
            "adhoc": "ad-hoc",
            "event": "termine",
        },
    ),
    "en": Words(
        *("English", "topics", "authors", "page", "note"),
        *("series", "press", "subscribe", "search", "moderation-report"),
        {"release": "releases", "note": "notes", "adhoc": "ad-hoc", "event": "events"},
    ),
    "fr": Words(
        *("Français", "themes", "auteurs", "page", "breve"),
        *("series", "medias", "abonnements", "recherche", "rapport-de-moderation"),
        {"release": "communiques", "note": "breves", "adhoc": "ad-hoc", "event": "agenda"},
    ),
    "it": Words(
        *("Italiano", "temi", "autori", "pagina", "nota"),
        *("serie", "media", "abbonamenti", "ricerca", "rapporto-di-moderazione"),
        {"release": "comunicati", "note": "brevi", "adhoc": "ad-hoc", "event": "agenda"},
    ),
}

# What a page may not be called, because a list or a page of the build's own stands there.
RESERVED_SLUGS = frozenset(
    word
    for words in WORDS.values()
    for word in (
        *(words.topics, words.authors, words.page, words.series),
        *(words.press, words.follow, words.search, words.figures),
        *words.kinds.values(),
    )
) | {"feed", "feeds", "404"}

_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "à": "a",
        "á": "a",
        "â": "a",
        "ã": "a",
        "å": "a",
        "ç": "c",
        "è": "e",
        "é": "e",
        "ê": "e",
        "ë": "e",
        "ì": "i",
        "í": "i",
        "î": "i",
        "ï": "i",
        "ñ": "n",
        "ò": "o",
        "ó": "o",
        "ô": "o",
        "õ": "o",
        "ù": "u",
        "ú": "u",
        "û": "u",
        "ý": "y",
        "ÿ": "y",
    }
)


def slugify(title: str) -> str:
    """«Züri Grösse» → `zueri-groesse`. Other scripts stay as they are; "" when nothing is left."""
    words = re.findall(r"\w+", title.lower().translate(_UMLAUTS).replace("_", " "))
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) > 80:
            break
        slug = f"{slug}-{word}" if slug else word[:80]
    return slug


def home(prefix: str, lang: str) -> str:
    return f"{prefix}/{lang}/"


def post(prefix: str, lang: str, year: int, slug: str) -> str:
    return f"{prefix}/{lang}/{year:04d}/{slug}/"


def page(prefix: str, lang: str, slug: str) -> str:
    return f"{prefix}/{lang}/{slug}/"


def year(prefix: str, lang: str, number: int) -> str:
    return f"{prefix}/{lang}/{number:04d}/"


def topic(prefix: str, lang: str, identifier: str) -> str:
    return f"{prefix}/{lang}/{WORDS[lang].topics}/{identifier}/"


def author(prefix: str, lang: str, identifier: str) -> str:
    return f"{prefix}/{lang}/{WORDS[lang].authors}/{identifier}/"


def kind(prefix: str, lang: str, name: str) -> str:
    """The stream of a kind of post, of content.KINDS."""
    return f"{prefix}/{lang}/{WORDS[lang].kinds[name]}/"


def series(prefix: str, lang: str, identifier: str) -> str:
    return f"{prefix}/{lang}/{WORDS[lang].series}/{identifier}/"


def press(prefix: str, lang: str) -> str:
    """The press page: who can be reached today, and what may be used."""
    return f"{prefix}/{lang}/{WORDS[lang].press}/"


def follow(prefix: str, lang: str) -> str:
    return f"{prefix}/{lang}/{WORDS[lang].follow}/"


def search(prefix: str, lang: str) -> str:
    return f"{prefix}/{lang}/{WORDS[lang].search}/"


def figures(prefix: str, lang: str) -> str:
    """The public moderation report."""
    return f"{prefix}/{lang}/{WORDS[lang].figures}/"


def numbered(list_url: str, lang: str, number: int) -> str:
    """Page `number` (from 1) of a list; page 1 is the list's own address."""
    return list_url if number == 1 else f"{list_url}{WORDS[lang].page}/{number}/"


def topic_kind(prefix: str, lang: str, identifier: str, kind: str) -> str:
    """Where the feeds of one kind of posts on one topic stand; there is no page."""
    return f"{topic(prefix, lang, identifier)}{WORDS[lang].kinds[kind]}/"


def feed(list_url: str, kind: str) -> str:
    """The feed of a list; `kind` is atom, rss or json."""
    return f"{list_url}feed.{kind}"


def calendar(page_url: str) -> str:
    """An event as iCalendar, or all of them, named after the page: `/de/termine/termine.ics`."""
    name = page_url.rstrip("/").rpartition("/")[2]
    return f"{page_url}{name}.ics"


def opml(prefix: str, lang: str) -> str:
    """The list of all feeds of a language."""
    return f"{prefix}/{lang}/feeds.opml"


def material(page_url: str, ending: str) -> str:
    """A file that is made of a release, named after its page: `/de/2026/seeufer/seeufer.pdf`.

    What has a name of its own instead of an ending keeps it: `/de/2026/seeufer/SHA256SUMS`.
    """
    name = page_url.rstrip("/").rpartition("/")[2] if ending.startswith(".") else ""
    return f"{page_url}{name}{ending}"


def checksums(prefix: str) -> str:
    """The list of everything that can be taken along, with checksums."""
    return f"{prefix}/checksums.json"


def preview(newsroom: str, token: str) -> str:
    """The preview below the newsroom's prefix or address, without a slash at the end."""
    return f"{newsroom}/preview/{token}"


def public_prefix(prefix: str) -> str:
    """The prefix that the public site has, where `prefix` may be the preview's."""
    return _PREVIEW.sub("", prefix)


def comments(prefix: str, thread: str) -> str:
    """Where a thread's form is sent to, and where its published files stand."""
    return f"{prefix}/comments/{thread}"


def file_for(url: str, prefix: str) -> str:
    """The file below `output/` that a web server answers an address with."""
    path = url.removeprefix(prefix).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path
