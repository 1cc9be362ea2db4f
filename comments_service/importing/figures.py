"""The shapes in which WordPress put pictures with captions over the years, made one: figure."""

from bs4 import Tag

_GALLERY = ("wp-block-gallery", "blocks-gallery-grid", "gallery")


def shape_figures(body: Tag) -> None:
    """A figure holds one picture and its caption; all others become what they hold."""
    for old in body.find_all(_is_caption):
        old.name = "figure"
        for inner in old.find_all(["dt", "div"]):
            inner.unwrap()
        for caption in old.find_all(["dd", "p"]):
            caption.name = "figcaption"
    for gallery in body.find_all(["ul", "ol", "dl"], class_=_GALLERY):
        for inner in gallery.find_all(["li", "dt", "dd"], recursive=False):
            inner.name = "div"
        gallery.name = "div"
    for figure in reversed(body.find_all("figure")):
        pictures = figure.find_all("img")
        if len(pictures) == 1 and not figure.find(["figure", "table", "blockquote", "ul", "pre"]):
            _order(figure)
            continue
        figure.name = "div"
        for caption in figure.find_all("figcaption", recursive=False):
            caption.name = "p"
    for caption in body.find_all("figcaption"):
        if caption.find_parent("figure") is None:
            caption.name = "p"


def _is_caption(tag: Tag) -> bool:
    """`<div class="wp-caption">` of the classic editor, `<dl class="wp-caption">` of its elders."""
    return tag.name in ("div", "dl") and "wp-caption" in tag.get_attribute_list("class")


def _order(figure: Tag) -> None:
    """Picture first, one caption after it; wrappers in between go."""
    for inner in figure.find_all(["div", "p", "span", "br"]):
        inner.unwrap()
    captions = figure.find_all("figcaption")
    for extra in captions[1:]:
        captions[0].append(" ")
        captions[0].extend(list(extra.contents))
        extra.decompose()
    if captions:
        figure.append(captions[0].extract())
