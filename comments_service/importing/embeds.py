"""What the newsroom's Content-Security-Policy would block: replaced by a link, or dropped and told.

Nothing in a post runs scripts, frames another site or plays from elsewhere.
"""

from urllib.parse import urljoin

from bs4 import Tag

from comments_service.importing import soup
from comments_service.importing.notes import Notes

_DROPPED = ("script", "style", "form", "svg", "canvas", "math", "template", "applet", "head")
# Their form's fields; loose ones are as useless as with it.
_FIELDS = ("input", "select", "textarea", "button", "datalist")
_SILENT = ("link", "meta", "base", "title", "wbr", "param", "track")
_ADDRESS = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src"}


def replace_embeds(body: Tag, base: str, notes: Notes) -> None:
    """`base` is the address that relative ones in the post start from."""
    for fallback in body.find_all("noscript"):
        # Beside a picture that a script loads later, the same picture for readers without one.
        before = fallback.find_previous_sibling()
        if fallback.find("img") and before is not None and before.name == "img":
            fallback.decompose()
    for tag in body.find_all([*_DROPPED, *_FIELDS, *_SILENT]):
        if tag.decomposed:
            continue
        if tag.name in _SILENT:
            # lxml nests what follows an unclosed void element of these; only the tag goes.
            tag.unwrap()
            continue
        notes.add(f"<{tag.name}> dropped")
        tag.decompose()
    # A frame inside an object is its fallback, so the outer one speaks for both.
    for tag in body.find_all(list(_ADDRESS)):
        if tag.decomposed:
            continue
        urls = _addresses(tag, base)
        if not urls:
            notes.add(f"<{tag.name}> without an address dropped")
            tag.decompose()
            continue
        notes.add(f"<{tag.name}> replaced by a link to {urls[0]}")
        tag.replace_with(soup.new("a", str(tag.get("title") or urls[0]), href=urls[0]))


def _addresses(tag: Tag, base: str) -> list[str]:
    """The first is the medium's own; an object keeps it in a parameter or an inner element."""
    found = [tag.get(_ADDRESS[tag.name]), tag.get("data-src")]
    found += [inner.get("src") for inner in tag.find_all(["source", "embed", "iframe", "img"])]
    urls = (urljoin(base, str(url).strip()) for url in found if url)
    return [url for url in urls if url.startswith(("https://", "http://"))]
