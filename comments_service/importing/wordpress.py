"""Reading a WordPress export: XML in, `Export` out.

The file comes from elsewhere, so it is read item by item, nothing is fetched, and a document type
(the place of entities, and no part of an export) is refused.
"""

import html
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from comments_service.contract.faults import Fault, Faults, shown
from comments_service.importing.export import Export, WpAuthor, WpComment, WpItem, WpTerm

META = ("_thumbnail_id", "_wp_attached_file", "_wp_attachment_image_alt", "enclosure")

_WP = "http://wordpress.org/export/"
_AGAIN = "export it again (Tools, Export in WordPress); a broken download is the usual cause"


def read_export(path: Path, advance: Callable[[int], None] = lambda _: None) -> Export:
    """Read an export; `advance` is told of every stretch of bytes. Raises Faults."""
    try:
        with path.open("rb") as file:
            return _read(_Counted(file, advance), shown(path))
    except OSError as error:
        raise _fault(
            shown(path), 0, f"the file cannot be read ({error.strerror})", "check its name"
        ) from None
    except etree.XMLSyntaxError as error:
        raise _fault(
            shown(path), error.lineno or 0, f"broken XML: {(error.msg or '').strip()}", _AGAIN
        ) from None


class _Counted:
    """A file that tells how much of it was read."""

    def __init__(self, file: BinaryIO, advance: Callable[[int], None]) -> None:
        self._file = file
        self._advance = advance

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._advance(len(data))
        return data


def _read(file: _Counted, name: str) -> Export:
    channel: dict[str, str] = {}
    authors: list[WpAuthor] = []
    terms: list[WpTerm] = []
    items: list[WpItem] = []
    for element in _children_of_channel(file, name):
        local = _local(element)
        if local == "item":
            items.append(_item(element))
        elif local == "author" and _is_wp(element):
            authors.append(_author(_texts(element)))
        elif local == "category" and _is_wp(element):
            terms.append(_category(_texts(element)))
        else:
            channel.setdefault(local, (element.text or "").strip())
    # Without any of these it is an RSS feed or something else, not an export.
    if "wxr_version" not in channel and not any(item.id or item.comments for item in items):
        raise _fault(
            name,
            1,
            "this is not a WordPress export",
            "in WordPress choose Tools, Export, All content, and use the XML file it gives",
        )
    site = channel.get("base_blog_url") or channel.get("base_site_url") or channel.get("link", "")
    return Export(
        site=site.rstrip("/"),
        language=channel.get("language", ""),
        pub_date=channel.get("pubDate", ""),
        authors=tuple(authors),
        terms=tuple(terms),
        items=tuple(items),
    )


def _children_of_channel(file: _Counted, name: str) -> Iterator[Any]:
    """Each element of the channel when it is complete; the memory of the one before is freed."""
    context = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    started = False
    for event, element in context:
        if not started:
            started = True
            if element.getroottree().docinfo.internalDTD is not None:
                raise _fault(
                    name,
                    1,
                    "the file has a document type, and no WordPress export has",
                    "use the file as WordPress wrote it",
                )
        parent = element.getparent()
        if event == "end" and parent is not None and _local(parent) == "channel":
            yield element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]


def _author(texts: dict[str, str]) -> WpAuthor:
    full_name = f"{texts.get('author_first_name', '')} {texts.get('author_last_name', '')}"
    login = texts.get("author_login", "")
    name = texts.get("author_display_name") or full_name.strip() or login
    return WpAuthor(id=texts.get("author_id", ""), login=login, name=html.unescape(name))


def _category(texts: dict[str, str]) -> WpTerm:
    return WpTerm(
        slug=texts.get("category_nicename", ""),
        name=html.unescape(texts.get("cat_name", "")),
        description=texts.get("category_description", ""),
    )


def _item(element: Any) -> WpItem:
    texts = _texts(element)
    content = excerpt = ""
    terms: dict[str, list[WpTerm]] = {"category": [], "post_tag": []}
    meta: dict[str, str] = {}
    comments = []
    for child in element:
        local = _local(child)
        if local == "encoded" and "excerpt" in child.tag:
            excerpt = child.text or ""
        elif local == "encoded":
            content = child.text or ""
        elif local == "category" and child.get("domain") in terms:
            name = html.unescape((child.text or "").strip())
            terms[child.get("domain")].append(WpTerm(child.get("nicename", ""), name))
        elif local == "postmeta":
            pair = _texts(child)
            if pair.get("meta_key") in META:
                meta[pair["meta_key"]] = pair.get("meta_value", "")
        elif local == "comment":
            comments.append(_comment(_texts(child)))
    link = texts.get("link", "")
    return WpItem(
        line=element.sourceline or 0,
        id=texts.get("post_id") or _number_in(link),
        guid=texts.get("guid", ""),
        link=link,
        title=texts.get("title", ""),
        creator=texts.get("creator", ""),
        content=content,
        excerpt=excerpt,
        date=texts.get("post_date", ""),
        date_gmt=texts.get("post_date_gmt", ""),
        modified_gmt=texts.get("post_modified_gmt", ""),
        pub_date=texts.get("pubDate", ""),
        comment_status=texts.get("comment_status", "open"),
        slug=texts.get("post_name", ""),
        status=texts.get("status", "publish"),
        parent=texts.get("post_parent", "0"),
        order=int(order) if (order := texts.get("menu_order", "0")).isdigit() else 0,
        type=texts.get("post_type", "post"),
        password=texts.get("post_password", ""),
        sticky=texts.get("is_sticky") == "1",
        categories=tuple(dict.fromkeys(terms["category"])),
        tags=tuple(dict.fromkeys(terms["post_tag"])),
        attachment_url=texts.get("attachment_url", ""),
        meta=meta,
        comments=tuple(comments),
    )


def _comment(texts: dict[str, str]) -> WpComment:
    kind = texts.get("comment_type", "")
    own_site = kind in ("", "comment")
    return WpComment(
        id=texts.get("comment_id", ""),
        author=html.unescape(texts.get("comment_author", "")),
        email=texts.get("comment_author_email", ""),
        url="" if own_site else texts.get("comment_author_url", ""),
        date=texts.get("comment_date", ""),
        date_gmt=texts.get("comment_date_gmt", ""),
        content=texts.get("comment_content", ""),
        approved=texts.get("comment_approved", "0"),
        type=kind,
        parent=texts.get("comment_parent", "0"),
        user_id=texts.get("comment_user_id", "0"),
    )


def _texts(element: Any) -> dict[str, str]:
    """Text of each child by its local name; of the first where there are several."""
    found: dict[str, str] = {}
    for child in element:
        found.setdefault(_local(child), (child.text or "").strip())
    return found


def _local(element: Any) -> str:
    return str(etree.QName(element).localname)


def _is_wp(element: Any) -> bool:
    """Any version of the export's namespace; only its end differs."""
    return str(etree.QName(element).namespace or "").startswith(_WP)


def _number_in(link: str) -> str:
    """The id in an address such as `https://old.example/?p=12`, which every post has."""
    query = parse_qs(urlsplit(link).query)
    return next((query[key][0] for key in ("p", "page_id") if key in query), "")


def _fault(name: str, line: int, cause: str, mend: str) -> Faults:
    return Faults([Fault(name, line, cause, mend)])
