"""A text gets another address; the old one leads to it."""

from comments_service.contract.addresses import RESERVED_SLUGS, slugify
from comments_service.contract.content import Post, address
from comments_service.contract.faults import Fault, Faults
from comments_service.editing.sheet import Done, Sheet


def rename(sheet: Sheet, slug: str) -> Done:
    """Write the new slug, and the old address into `aliases` where readers may know it."""
    sheet.sure("slug", "title", "date", "lang", "role")
    slug = slug.strip()
    wanted = slugify(slug)
    if not slug or slug != wanted:
        raise Faults(
            [
                Fault(
                    "SLUG",
                    0,
                    f"{slug!r} cannot stand in an address" if slug else "it is empty",
                    f"write SLUG={wanted or 'new-name'}",
                )
            ]
        )
    item, prefix = sheet.item, sheet.config.prefix
    if not isinstance(item, Post) and item.role == "press":
        raise sheet.refuse("the press page has its own address", "leave it where it is", "role")
    old = address(item, sheet.config).removeprefix(prefix)
    new = f"{old.rstrip('/').rpartition('/')[0]}/{slug}/"
    if old == new:
        raise sheet.refuse(f"it stands at {prefix}{old} already", "choose another SLUG", "slug")
    if not isinstance(item, Post) and (slug in RESERVED_SLUGS or slug.isdigit()):
        raise Faults([Fault("SLUG", 0, f"a list stands at {new}", "choose another one")])
    other = sheet.library.at(new)
    if other and other.item.id != item.id:
        raise Faults([Fault("SLUG", 0, f"{new} belongs to {other.name}", "choose another one")])
    known = item.was_public(sheet.now) if isinstance(item, Post) else True
    sheet.edit.set("slug", slug)
    aliases = [alias for alias in item.aliases if alias != new]
    if aliases != list(item.aliases):
        # Back at a former address: it cannot lead to itself.
        sheet.edit.remove("aliases")
        for alias in aliases:
            sheet.edit.extend("aliases", alias)
    if known:
        sheet.edit.extend("aliases", old)
    # The address is no part of what was approved.
    sheet.save(approval_lapses=True)
    leads = f"; {prefix}{old} leads there" if known else ", and nobody knew the old address"
    return Done(
        f"{sheet.title} now stands at {prefix}{new}{leads}.", "Next: make check, then make build."
    )
