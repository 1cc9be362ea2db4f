"""What a PDF says, and what is attached to it (ISO 32000-1)."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Read:
    text: str
    attached: tuple[bytes, ...]


def read_pdf(data: bytes) -> Read:
    """The words on the pages and everything else that is text: metadata, bookmarks, comments,
    forms, descriptions of pictures. Words parted at a line's end are joined.

    Raises whatever pypdf raises for what is damaged, or locked by a password.
    """
    pdf = PdfReader(io.BytesIO(data))
    pages = "\n".join(page.extract_text() for page in pdf.pages)
    joined = pages.replace("-\n", "").replace("\u00ad\n", "")
    texts, attached = [pages, joined], []
    for each in _objects(pdf):
        if isinstance(each, str):
            texts.append(each)
        elif each.get("/Type") == "/Metadata":
            texts.append(each.get_data().decode("utf-8", "ignore"))
        else:
            attached.append(each.get_data())
    return Read("\n".join(texts), tuple(attached))


def _objects(pdf: PdfReader) -> Iterator[Any]:
    """Every text, and the streams of metadata and attached files, wherever they hang."""
    waiting: list[Any] = [pdf.trailer]
    met = set()
    files = set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if (each.idnum, each.generation) in met:
                continue
            met.add((each.idnum, each.generation))
            is_file = (each.idnum, each.generation) in files
            each = each.get_object()
            if isinstance(each, StreamObject) and (is_file or each.get("/Type") == "/Metadata"):
                yield each
        if isinstance(each, dict):
            for held in _streams(each):
                files.add((held.idnum, held.generation))
            # Names are no texts, though they are strings: they start with a slash.
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, str) and not each.startswith("/"):
            yield str(each)


def _streams(specification: dict[str, Any]) -> Iterator[IndirectObject]:
    """Where the contents of an attached file stand (7.11.4)."""
    held = specification.get("/EF")
    if held is not None:
        yield from (v for v in held.get_object().values() if isinstance(v, IndirectObject))
