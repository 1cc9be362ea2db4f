"""What a text advertises by: it tells spam that comes again from the genuine text that it copied.

Whoever sends a text that many pass on, with a link of their own below, and is marked as spam, must
not thereby have everybody else's copy of it rejected.
"""

from array import array

from comments_service.spam.features import Features, bucket
from comments_service.spam.words import Seen

_KINDS = ("link", "mail", "phone", "promotion")


def kept(found: Features) -> bytes:
    """What is remembered of spam: which hard markers it had, and where it links, the numbers of its
    signs, among them those of its hosts. Empty without a marker."""
    if not found.markers:
        return b""
    marks = sum(1 << place for place, kind in enumerate(_KINDS) if kind in found.markers)
    signs = found.buckets[found.pieces :] if "link" in found.markers else array("I")
    return bytes([marks]) + signs.tobytes()


def same(known: bytes, seen: Seen, found: Features) -> bool:
    """Whether a text has every kind of marker that the known spam had, and links to one of its
    hosts if it linked. Spam without a marker advertised by nothing that could come again."""
    if not known:
        return False
    kinds = [kind for place, kind in enumerate(_KINDS) if known[0] >> place & 1]
    if not found.markers.issuperset(kinds):
        return False
    if len(known) == 1:
        return True
    signs = array("I", known[1:])
    hosts = {bucket("s", f"host {link.split('/', 1)[0]}") for link in seen.links}
    if seen.videos:
        hosts.add(bucket("s", "rule video"))
    return not hosts.isdisjoint(signs)
