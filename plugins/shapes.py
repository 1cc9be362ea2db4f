"""A shape that Markdown has no signs for: tables that scroll."""

from typing import Any

from lxml.html import builder

# On small screens a wide table scrolls in its box. Who has no mouse must reach it by keyboard,
# and whoever hears it must be told what it is (WCAG 2.2, SC 2.1.1 and 4.1.2).
_ALIGNMENTS = {"right": "number", "center": "centred"}


def caption_of(table: Any) -> str:
    """The words of a table's caption; "" where it has none."""
    caption = table.find("caption")
    return "" if caption is None else " ".join(caption.text_content().split())


def box_table(table: Any, label: str) -> None:
    """Wrap a table; `label` names it for those who hear the page."""
    for cell in table.iter("td", "th"):
        if name := _ALIGNMENTS.get(cell.attrib.pop("align", "")):
            cell.classes.add(name)
        if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
            # The empty corner of a table is no heading.
            cell.tag = "td"
        elif cell.tag == "th" and cell.getparent().getparent().tag == "thead":
            cell.set("scope", "col")
    box = builder.E.div({"class": "table-box", "role": "region", "tabindex": "0"})
    box.set("aria-label", label)
    box.tail, table.tail = table.tail, None
    table.getparent().replace(table, box)
    box.append(table)
