"""XML from elsewhere, part by part: nothing is fetched, no entity is expanded, memory stays small.

A document type is the place of entities, and no part of any export that is read here.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from comments_service.contract.faults import Fault, Faults, shown

_GZIP = b"\x1f\x8b"
_AGAIN = "export it again; a broken download is the usual cause"


def parts(
    path: Path,
    belongs: Callable[[Any], bool],
    advance: Callable[[int], None],
    again: str = _AGAIN,
) -> Iterator[Any]:
    """Each element whose parent `belongs` says yes to, complete; the one before is let go of.

    `advance` is told of every stretch of bytes. Raises Faults with line and column.
    """
    name = shown(path)
    try:
        with path.open("rb") as file:
            if file.read(2) == _GZIP:
                raise fault(name, 0, "the file is packed", f"unpack it first: gunzip {name}")
            file.seek(0)
            yield from _parts(_Counted(file, advance), name, belongs)
    except OSError as error:
        raise fault(
            name, 0, f"the file cannot be read ({error.strerror})", "check its name"
        ) from None
    except etree.XMLSyntaxError as error:
        line, column = error.position
        cause = f"broken XML at column {column}: {(error.msg or '').strip()}"
        raise fault(name, line or 0, cause, again) from None


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


def texts(element: Any) -> dict[str, str]:
    """Text of each child by its local name; of the first where there are several."""
    found: dict[str, str] = {}
    for child in element:
        found.setdefault(local(child), (child.text or "").strip())
    return found


def fault(name: str, line: int, cause: str, mend: str) -> Faults:
    return Faults([Fault(name, line, cause, mend)])


class _Counted:
    """A file that tells how much of it was read."""

    def __init__(self, file: BinaryIO, advance: Callable[[int], None]) -> None:
        self._file = file
        self._advance = advance

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._advance(len(data))
        return data


def _parts(file: _Counted, name: str, belongs: Callable[[Any], bool]) -> Iterator[Any]:
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
                raise fault(
                    name,
                    1,
                    "the file has a document type, and no export has",
                    "use the file as it was exported",
                )
        parent = element.getparent()
        if event == "end" and parent is not None and belongs(parent):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
