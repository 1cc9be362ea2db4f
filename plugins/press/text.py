"""The `.txt` of a release: everything a reporter pastes, and whom to call."""

from collections.abc import Iterator

from plugins.press.lines import Inline, Node
from plugins.press.plain import line, walk
from plugins.press.release import Release


def story(release: Release) -> str:
    """Dateline, headline, lead and text: what is printed, if all of it is."""
    post = release.post
    parts = (release.dateline, post.headline, post.summary, release.plain)
    return "\n\n".join(part for part in parts if part)


def text_file(release: Release) -> bytes:
    """The whole file. It starts with a byte order mark: without one, some systems would take its
    umlauts for something else, since a file on a disk says nothing of its encoding.
    """
    return ("\n\n".join(_parts(release)) + "\n").encode("utf-8-sig")


def _parts(release: Release) -> Iterator[str]:
    t, config = release.t, release.run.config
    head = (release.kind, config.newsroom.legal_name, *release.changes, release.notice)
    yield "\n".join(part for part in head if part)
    yield story(release)
    if release.post.corrections:
        entries = (f"{moment}: {text}" for moment, text in release.correction_lines)
        yield "\n".join([t("Corrections"), *entries])
    if release.post.boilerplate:
        yield f"{t('About %(name)s', name=release.company)}\n{release.post.boilerplate}"
    yield contacts(release)
    if pictures := "\n".join(_pictures(release)):
        yield f"{t('Pictures')}\n{pictures}"
    if links := "\n".join(_links(release.tree.blocks)):
        yield f"{t('Links in the text')}\n{links}"
    yield release.address


def contacts(release: Release) -> str:
    """Who answers questions, each with number and address, under a heading."""
    found = [release.t("Press contact")]
    for contact in release.contacts:
        found.append(f"{contact.name}, {contact.role}\n{contact.phone}\n{contact.email}")
    found.append(f"{release.t('Who can be reached today:')} {release.press_address}")
    return "\n".join(found)


def _pictures(release: Release) -> Iterator[str]:
    for shown in release.pictures:
        picture = shown.picture
        words = picture.caption or picture.alt
        yield f"– {picture.key.rpartition('/')[2]}: {words} {shown.rights}"


def _links(blocks: list[Node]) -> Iterator[str]:
    """The addresses behind the words, each once."""
    told: set[str] = set()
    for node in _every_link(blocks):
        if node["mark"] and node["href"] not in told:
            told.add(node["href"])
            yield f"– {line(node['c'])}: {node['shown']}"


def _every_link(blocks: list[Node]) -> Iterator[Node]:
    for block in walk(blocks):
        for inlines in (block.get(name, []) for name in ("c", "by", "caption")):
            yield from _in_line(inlines)
        for item in block.get("items", []):
            for term in item.get("terms", []):
                yield from _in_line(term)


def _in_line(inlines: list[Inline]) -> Iterator[Node]:
    for node in inlines:
        if isinstance(node, dict) and node["t"] == "link":
            yield node
        elif isinstance(node, dict) and node["t"] not in ("p", "figure"):
            yield from _in_line(node.get("c", []))
