"""What the files of a release are called, on the page and inside of the press kit."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from comments_service.contract.addresses import slugify

READ_ME = {"de": "LIESMICH.txt", "fr": "LISEZMOI.txt", "it": "LEGGIMI.txt"}
CHECKSUMS = "SHA256SUMS"


def base(company: str, slug: str, lang: str) -> str:
    """«Gruen-Haus_neues-kraftwerk_de»: letters that every system can show and unpack."""
    name = "-".join(_capitalised(word) for word in re.findall(r"\w+", company))
    return "_".join(part for part in (name, slug, lang) if part)


def read_me(lang: str) -> str:
    return READ_ME.get(lang, "README.txt")


def in_kit(start: str, names: Iterable[str]) -> list[str]:
    """Names for files of an editor's: each begins as the kit is called, and none stands twice."""
    taken: set[str] = set()
    found = []
    for name in names:
        path = PurePosixPath(name)
        stem, suffix = slugify(path.stem) or "file", path.suffix.lower()
        candidate, number = f"{start}_{stem}{suffix}", 1
        while candidate in taken:
            number += 1
            candidate = f"{start}_{stem}-{number}{suffix}"
        taken.add(candidate)
        found.append(candidate)
    return found


def _capitalised(word: str) -> str:
    plain = slugify(word)
    if len(word) > 1 and word.isupper():
        return plain.upper()
    return plain[:1].upper() + plain[1:] if word[:1].isupper() else plain
