"""WordPress's shortcodes as plain HTML: `[caption]`, `[gallery]`, `[embed]` and the others.

What belongs to a plugin cannot be carried out here. It stays visible as code, so that an editor
finds it, and what it encloses stays text.
"""

import html
import re
from collections.abc import Callable, Iterable

from comments_service.importing.export import WpItem
from comments_service.importing.notes import Notes

# `Shortcode API` in WordPress: a name, attributes, perhaps content and an end; `[[x]]` is literal.
_OPENING = re.compile(r"\[(\[?)([A-Za-z][\w-]*)((?:\s[^\[\]<>\n]*|\s*=[^\[\]<>\n]*)?)\](\]?)")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|(\S+)""")
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)\s*(.*)", re.DOTALL)
_CODE = re.compile(r"(<pre\b.*?</pre>|<code\b.*?</code>)", re.DOTALL | re.IGNORECASE)
_QUOTES = str.maketrans({"“": '"', "”": '"', "″": '"', "«": '"', "»": '"'})

_MEDIA = ("audio", "video", "playlist")
_PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")

Attachments = Callable[[list[str]], Iterable[WpItem]]
"""The attachments with these ids; those of the post itself for none."""


def expand(content: str, attachments: Attachments, notes: Notes) -> str:
    """Replace every shortcode outside code examples."""
    parts = _CODE.split(content)
    return "".join(
        part if number % 2 else _expand(part, attachments, notes)
        for number, part in enumerate(parts)
    )


def _expand(text: str, attachments: Attachments, notes: Notes) -> str:
    out: list[str] = []
    position = 0
    while match := _OPENING.search(text, position):
        out.append(text[position : match.start()])
        position = match.end()
        if match[1] and match[4]:
            out.append(match[0][1:-1])
            continue
        name, attributes = match[2].lower(), _attributes(match[3])
        closing = f"[/{match[2]}]"
        end = text.find(closing, position)
        content = text[position:end] if end >= 0 else ""
        shown = _replacement(name, attributes, content, end >= 0, attachments, notes)
        if shown is None:
            # Brackets of ordinary prose, such as «[sic]».
            out.append(match[0])
            continue
        out.append(match[1] + shown + match[4])
        position = end + len(closing) if end >= 0 else position
    return "".join(out) + text[position:]


def _replacement(
    name: str,
    attributes: dict[str, str],
    content: str,
    closed: bool,
    attachments: Attachments,
    notes: Notes,
) -> str | None:
    if name in ("caption", "wp_caption") and closed:
        return _caption(attributes, content)
    if name == "gallery":
        return _gallery(attributes, attachments, notes)
    if name == "embed":
        return f"\n\n{_link(content.strip() or attributes.get('src', ''))}\n\n"
    if name in _MEDIA:
        return _media(name, attributes, content, attachments)
    if not closed and any("://" in word for word in (*attributes, *attributes.values())):
        notes.add(f"shortcode [{name}] of a WordPress plugin, now a link")
        return _media(name, attributes, content, attachments)
    if closed or any(attributes.values()):
        notes.add(f"shortcode [{name}] of a WordPress plugin, kept as code")
        return _kept(name, attributes, content, closed, attachments, notes)
    return None


def _caption(attributes: dict[str, str], content: str) -> str:
    match = _PICTURE.fullmatch(content)
    if not match:
        return content
    caption = match[2].strip() or attributes.get("caption", "")
    return f"\n\n<figure>{match[1]}<figcaption>{caption}</figcaption></figure>\n\n"


def _gallery(attributes: dict[str, str], attachments: Attachments, notes: Notes) -> str:
    ids = re.findall(r"\d+", attributes.get("ids", "") or attributes.get("include", ""))
    pictures = [
        item
        for item in attachments(ids)
        if item.attachment_url.lower().endswith(_PICTURE_NAMES)
        and item.id not in re.findall(r"\d+", attributes.get("exclude", ""))
    ]
    if missing := len(set(ids) - {item.id for item in pictures}):
        notes.add(f"{missing} pictures of a gallery are not in the export")
    if not pictures:
        notes.add("a gallery without pictures in the export, kept as code")
        return "\n\n<p><code>[gallery]</code></p>\n\n"
    figures = (
        f'<figure><img class="wp-image-{item.id}" src="{html.escape(item.attachment_url)}">'
        f"<figcaption>{html.escape(item.excerpt)}</figcaption></figure>"
        for item in pictures
    )
    return "\n\n" + "\n\n".join(figures) + "\n\n"


def _media(name: str, attributes: dict[str, str], content: str, attachments: Attachments) -> str:
    formats = ("src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "flv", "url")
    urls = [attributes[key] for key in formats if attributes.get(key)]
    urls += [value for value in attributes if "://" in value]
    urls += re.findall(r"https?://[^\s\"'<>]+", content)
    if not urls and name == "playlist":
        ids = re.findall(r"\d+", attributes.get("ids", ""))
        urls = [item.attachment_url for item in attachments(ids) if item.attachment_url]
    if not urls:
        return f"<p><code>[{name}]</code></p>"
    return "\n\n" + "\n\n".join(_link(url) for url in dict.fromkeys(urls)) + "\n\n"


def _kept(
    name: str,
    attributes: dict[str, str],
    content: str,
    closed: bool,
    attachments: Attachments,
    notes: Notes,
) -> str:
    words = [f'{key}="{value}"' if value else key for key, value in attributes.items()]
    code = f"<code>[{html.escape(' '.join([name, *words]), quote=False)}]</code>"
    if not closed:
        return code
    inner = _expand(content, attachments, notes)
    return f"{code}{inner}<code>[/{name}]</code>"


def _link(url: str) -> str:
    return f'<a href="{html.escape(html.unescape(url))}">{html.escape(html.unescape(url))}</a>'


def _attributes(text: str) -> dict[str, str]:
    """Values by name; a word without a value stands with ""."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(html.unescape(text).translate(_QUOTES)):
        if match[1]:
            found[match[1].lower()] = match[2] or match[3] or match[4] or ""
        else:
            found[match[5].strip("=/\"'")] = ""
    return {key: value for key, value in found.items() if key}
