"""Texts that say they translate another one must be right."""

from comments_service.contract.content import Post
from comments_service.contract.faults import Fault
from comments_service.contract.versions import groups
from plugins.build import Source


def faults(sources: list[Source], unread: set[str]) -> list[Fault]:
    """Translations of nothing, of the wrong thing, and two in one language.

    `unread` holds the ids of files with faults of their own.
    """
    kinds = {source.item.id: type(source.item) for source in sources}
    found = []
    for source in sources:
        wanted = source.item.translates
        if not wanted or wanted in unread:
            continue
        if wanted == source.item.id:
            cause, mend = "translates names the text itself", "write the id of the other language's"
        elif wanted not in kinds:
            cause, mend = f"translates names {wanted!r}, which no text has", "write the other's id"
        elif kinds[wanted] is not type(source.item):
            cause, mend = "a post cannot translate a page, nor a page a post", "remove translates"
        else:
            continue
        found.append(source.fault("translates", cause, mend))
    for group in groups(source for source in sources if _counts(source)):
        first: dict[str, Source] = {}
        for source in group:
            other = first.setdefault(source.item.lang, source)
            if other is not source:
                found.append(
                    source.fault(
                        "translates" if source.item.translates else "lang",
                        f"the translation in {source.item.lang!r} stands twice: "
                        f"the other one is {other.name}",
                        "correct lang or translates in one of them",
                    )
                )
    return found


def _counts(source: Source) -> bool:
    """A draft may replace what is withdrawn; only what is or becomes public can clash."""
    return not isinstance(source.item, Post) or source.item.status == "published"
