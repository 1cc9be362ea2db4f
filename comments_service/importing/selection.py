"""Which items of an export become posts and pages, in which state; and why others do not."""

from dataclasses import dataclass

from comments_service.importing.export import WpItem

# What only WordPress has a use for, in the words of the report.
_INNER_TYPES = {
    "attachment": "media: they come along with the texts that show or link them",
    "nav_menu_item": "menu entries: the newsroom makes its menu from its pages",
    "revision": "revisions: only the current text is imported",
    "custom_css": "design: the newsroom has its own",
    "customize_changeset": "design: the newsroom has its own",
    "oembed_cache": "stored copies of embedded pages",
    "user_request": "requests about personal data",
    "wp_block": "reusable blocks: their text is in WordPress only",
    "wp_global_styles": "design: the newsroom has its own",
    "wp_navigation": "menus: the newsroom makes its menu from its pages",
    "wp_template": "design: the newsroom has its own",
    "wp_template_part": "design: the newsroom has its own",
}
_HIDDEN = {
    "draft": "",
    "pending": "waited for review, now a draft",
    "private": "was private, now a draft",
}
_GONE = {
    "trash": "in the trash",
    "auto-draft": "never saved",
    "inherit": "a revision",
}


@dataclass(frozen=True)
class Selected:
    item: WpItem
    is_page: bool
    status: str
    """As in front matter: published or draft."""
    note: str
    """What changed about its state, or ""."""


@dataclass(frozen=True)
class Skipped:
    """`what` is a title or a kind of items; `count` of them."""

    what: str
    why: str
    count: int = 1


def select(items: tuple[WpItem, ...]) -> tuple[list[Selected], list[Skipped]]:
    """Posts and pages in the order of the export, and everything else with the reason."""
    chosen: list[Selected] = []
    inner: dict[str, int] = {}
    skipped: list[Skipped] = []
    seen: set[tuple[str, str]] = set()
    for item in items:
        name = f"«{item.title or item.slug or item.id}»"
        if item.type in _INNER_TYPES:
            inner[item.type] = inner.get(item.type, 0) + 1
        elif item.type not in ("post", "page"):
            skipped.append(Skipped(name, f"of the type «{item.type}», which a plugin brought"))
        elif item.status in _GONE:
            skipped.append(Skipped(name, _GONE[item.status]))
        elif (item.id, item.guid) in seen:
            skipped.append(Skipped(name, f"stands in the export twice (line {item.line})"))
        elif not item.title.strip() and not item.content.strip():
            skipped.append(Skipped(name, "has neither title nor text"))
        else:
            seen.add((item.id, item.guid))
            chosen.append(_selected(item))
    skipped += [Skipped(kind, _INNER_TYPES[kind], count) for kind, count in inner.items()]
    return chosen, skipped


def _selected(item: WpItem) -> Selected:
    status, note = "published", ""
    if item.password:
        status, note = "draft", "was protected by a password, now a draft"
    elif item.status not in ("publish", "future"):
        unknown = f"had the state «{item.status}», now a draft"
        status, note = "draft", _HIDDEN.get(item.status, unknown)
    if item.type == "page" and (status == "draft" or item.status == "future"):
        # A page has no state and no date; a draft keeps it out of sight.
        why = note or "was not public"
        return Selected(item, False, "draft", f"{why}; a post, since a page cannot be a draft")
    return Selected(item, item.type == "page", status, note)
