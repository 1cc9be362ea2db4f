"""Pictures in a text: figures with caption, credit and licence, and posters of videos elsewhere."""

from collections.abc import Iterator
from typing import Any

from lxml.html import builder

from comments_service.contract.catalogues import Translator
from comments_service.contract.pictures import licence_at
from plugins.model import Picture
from plugins.video_links import MARKER, video_host

E = builder.E


def figcaption_of(image: Any) -> Any | None:
    """The caption of a figure that was written in HTML."""
    figure = next(image.iterancestors("figure"), None)
    return None if figure is None else figure.find(".//figcaption")


def set_apart(paragraph: Any) -> None:
    """Pictures that share a paragraph with nothing but each other get one each."""
    children = list(paragraph)
    if len(children) < 2 or (paragraph.text or "").strip():
        return
    if any((child.tail or "").strip() or not _is_picture(child) for child in children):
        return
    for child in reversed(children[1:]):
        child.tail = None
        paragraph.addnext(E.p(child))


def show_picture(image: Any, picture: Picture, place: str, t: Translator) -> None:
    """Give the element `image` its files and its form.

    Alone in its paragraph it becomes a figure; alone in a link to a video, the video's poster;
    among words it stays where it is, its credit behind it.
    """
    _set_files(image, picture, place)
    outer = _outer(image)
    host = "" if outer is image else video_host(outer)
    figure = next(image.iterancestors("figure"), None)
    paragraph = outer.getparent()
    if figure is None and paragraph.tag == "p" and _alone(outer, paragraph):
        figure = paragraph
        figure.tag, figure.text, outer.tail = "figure", None, None
    if figure is None:
        credit = _credit(picture, t, offered=False)
        # A link cannot hold another one.
        before = next(image.iterancestors("a"), image)
        credit.tail, before.tail = before.tail, " "
        before.addnext(credit)
        return
    if (caption := figure.find(".//figcaption")) is None:
        caption = E.figcaption(f"{picture.caption} " if picture.caption else "")
        caption.append(_credit(picture, t, offered=not host))
        figure.append(caption)
    elif not caption.find_class("credit"):
        _finish(caption, picture, t, offered=not host)
    if host:
        _lead_to_video(figure, outer, host, t)


def remove_picture(image: Any) -> None:
    """Take a picture out of the text, and what was there only for it."""
    outer = _outer(image)
    figure = next(image.iterancestors("figure"), None)
    if figure is not None:
        outer = figure
    elif outer.getparent().tag == "p" and _alone(outer, outer.getparent()):
        outer = outer.getparent()
    outer.drop_tree()


def _set_files(image: Any, picture: Picture, place: str) -> None:
    image.attrib.pop("title", None)
    image.set("src", picture.url)
    if picture.srcset:
        image.set("srcset", picture.srcset)
        image.set("sizes", picture.sizes(place))
    if not (image.get("width") and image.get("height")):
        image.set("width", str(picture.width))
        image.set("height", str(picture.height))
    image.set("loading", "lazy")
    image.set("decoding", "async")


def _credit(picture: Picture, t: Translator, *, offered: bool) -> Any:
    credit = E.span({"class": "credit"}, f"{picture.credit}. ")
    _add_licence(credit, picture, t, offered)
    return credit


def hide_licence(image: Any) -> None:
    """Take the licence's id out of a caption written in HTML: readers will meet its name."""
    caption = figcaption_of(image)
    if caption is not None and (found := licence_at(caption.text_content())):
        _cut(caption, *found[:2])


def _finish(caption: Any, picture: Picture, t: Translator, *, offered: bool) -> None:
    """A caption written in HTML keeps its words and its own form of the credit."""
    last = caption[-1] if len(caption) else None
    text = (caption.text if last is None else last.tail) or ""
    text = f"{text.rstrip()} " if text.strip() else " "
    if last is None:
        caption.text = text
    else:
        last.tail = text
    credit = E.span({"class": "credit"})
    _add_licence(credit, picture, t, offered)
    caption.append(credit)


def _add_licence(credit: Any, picture: Picture, t: Translator, offered: bool) -> None:
    """The licence's name, and the way to the original."""
    licence = picture.licence
    if licence is not None and licence.url:
        credit.append(E.a({"href": licence.url}, licence.name))
    elif licence is not None:
        credit.append(E.span(licence.name))
    if offered and picture.offered and (file := picture.original):
        credit[-1].tail = ". "
        pixels = {"width": file.width, "height": file.height}
        words = t("Full resolution (%(width)s × %(height)s pixels)", **pixels)
        credit.append(E.a({"class": "original", "href": file.url, "download": ""}, words))


def _lead_to_video(figure: Any, link: Any, host: str, t: Translator) -> None:
    figure.classes.add("video")
    link.classes.discard(MARKER)
    link.classes.add("video__link")
    where = t("Video on %(host)s (opens another site)", host=host)
    link.append(E.span({"class": "video__where"}, where))


def _outer(image: Any) -> Any:
    """The link around a picture that holds nothing else, or the picture."""
    parent = image.getparent()
    return parent if parent.tag == "a" and _alone(image, parent) else image


def _is_picture(element: Any) -> bool:
    if element.tag == "a":
        return len(element) == 1 and element[0].tag == "img" and _alone(element[0], element)
    return bool(element.tag == "img")


def _alone(child: Any, parent: Any) -> bool:
    return len(parent) == 1 and not (parent.text or "").strip() and not (child.tail or "").strip()


def _cut(element: Any, start: int, end: int) -> None:
    """Remove the characters from `start` to `end` of the element's words."""
    position = 0
    for owner, name in list(_texts(element)):
        text = getattr(owner, name) or ""
        first, last = max(0, start - position), max(0, end - position)
        position += len(text)
        setattr(owner, name, text[:first] + text[last:])


def _texts(element: Any) -> Iterator[tuple[Any, str]]:
    """Where an element's words stand, in their order."""
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"
