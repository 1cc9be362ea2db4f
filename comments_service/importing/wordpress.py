"""Reading a WordPress export: XML in, `Export` out.

The file comes from elsewhere, so it is read item by item, nothing is fetched, and a document type
(the place of entities, and no part of an export) is refused.
"""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from comments_service.contract.faults import shown
from comments_service.importing.export import Export, WpAuthor, WpComment, WpItem, WpTerm
from comments_service.importing.safe_xml import fault, local, parts, texts

META = ("_thumbnail_id", "_wp_attached_file", "_wp_attachment_image_alt", "enclosure")

_WP = "http://wordpress.org/export/"
_AGAIN = "export it again (Tools, Export in WordPress); a broken download is the usual cause"


def read_export(path: Path, advance: Callable[[int], None] = lambda _: None) -> Export:
    """Read an export; `advance` is told of every stretch of bytes. Raises Faults."""
    name = shown(path)
    channel: dict[str, str] = {}
    authors: list[WpAuthor] = []
    terms: list[WpTerm] = []
    items: list[WpItem] = []
    for element in parts(path, lambda parent: local(parent) == "channel", advance, _AGAIN):
        kind = local(element)
        if kind == "item":
            items.append(_item(element))
        elif kind == "author" and _is_wp(element):
            authors.append(_author(texts(element)))
        elif kind == "category" and _is_wp(element):
            terms.append(_category(texts(element)))
        else:
            channel.setdefault(kind, (element.text or "").strip())
    # Without any of these it is an RSS feed or something else, not an export.
    if "wxr_version" not in channel and not any(item.id or item.comments for item in items):
        raise fault(
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


def _author(found: dict[str, str]) -> WpAuthor:
    full_name = f"{found.get('author_first_name', '')} {found.get('author_last_name', '')}"
    login = found.get("author_login", "")
    name = found.get("author_display_name") or full_name.strip() or login
    return WpAuthor(id=found.get("author_id", ""), login=login, name=html.unescape(name))


def _category(found: dict[str, str]) -> WpTerm:
    return WpTerm(
        slug=found.get("category_nicename", ""),
        name=html.unescape(found.get("cat_name", "")),
        description=found.get("category_description", ""),
    )


def _item(element: Any) -> WpItem:
    found = texts(element)
    content = excerpt = ""
    terms: dict[str, list[WpTerm]] = {"category": [], "post_tag": []}
    meta: dict[str, str] = {}
    comments = []
    for child in element:
        kind = local(child)
        if kind == "encoded" and "excerpt" in child.tag:
            excerpt = child.text or ""
        elif kind == "encoded":
            content = child.text or ""
        elif kind == "category" and child.get("domain") in terms:
            name = html.unescape((child.text or "").strip())
            terms[child.get("domain")].append(WpTerm(child.get("nicename", ""), name))
        elif kind == "postmeta":
            pair = texts(child)
            if pair.get("meta_key") in META:
                meta[pair["meta_key"]] = pair.get("meta_value", "")
        elif kind == "comment":
            comments.append(_comment(texts(child)))
    link = found.get("link", "")
    return WpItem(
        line=element.sourceline or 0,
        id=found.get("post_id") or _number_in(link),
        guid=found.get("guid", ""),
        link=link,
        title=found.get("title", ""),
        creator=found.get("creator", ""),
        content=content,
        excerpt=excerpt,
        date=found.get("post_date", ""),
        date_gmt=found.get("post_date_gmt", ""),
        modified_gmt=found.get("post_modified_gmt", ""),
        pub_date=found.get("pubDate", ""),
        comment_status=found.get("comment_status", "open"),
        slug=found.get("post_name", ""),
        status=found.get("status", "publish"),
        parent=found.get("post_parent", "0"),
        order=int(order) if (order := found.get("menu_order", "0")).isdigit() else 0,
        type=found.get("post_type", "post"),
        password=found.get("post_password", ""),
        sticky=found.get("is_sticky") == "1",
        categories=tuple(dict.fromkeys(terms["category"])),
        tags=tuple(dict.fromkeys(terms["post_tag"])),
        attachment_url=found.get("attachment_url", ""),
        meta=meta,
        comments=tuple(comments),
    )


def _comment(found: dict[str, str]) -> WpComment:
    kind = found.get("comment_type", "")
    own_site = kind in ("", "comment")
    return WpComment(
        id=found.get("comment_id", ""),
        author=html.unescape(found.get("comment_author", "")),
        email=found.get("comment_author_email", ""),
        url="" if own_site else found.get("comment_author_url", ""),
        date=found.get("comment_date", ""),
        date_gmt=found.get("comment_date_gmt", ""),
        content=found.get("comment_content", ""),
        approved=found.get("comment_approved", "0"),
        type=kind,
        parent=found.get("comment_parent", "0"),
        user_id=found.get("comment_user_id", "0"),
    )


def _is_wp(element: Any) -> bool:
    """Any version of the export's namespace; only its end differs."""
    return str(etree.QName(element).namespace or "").startswith(_WP)


def _number_in(link: str) -> str:
    """The id in an address such as `https://old.example/?p=12`, which every post has."""
    query = parse_qs(urlsplit(link).query)
    return next((query[key][0] for key in ("p", "page_id") if key in query), "")
