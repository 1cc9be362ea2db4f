"""Feeds in their formats: Atom, RSS and JSON Feed."""

from collections.abc import Iterable

from comments_service.contract import feed_json, feed_xml
from comments_service.contract.feeds import NEVER, Channel, Entry


class FeedWriter:
    """Writes feeds of one format in one language.

    An entry is put into the format once, in however many feeds it stands.
    """

    def __init__(self, kind: str, lang: str) -> None:
        """`kind` is one of feeds.FORMATS."""
        self._kind = kind
        self._lang = lang
        self._made: dict[str, str] = {}

    def write(self, channel: Channel, entries: Iterable[Entry]) -> str:
        """The whole feed; entries stand in the order given."""
        shown = list(entries)
        items = [self._item(entry) for entry in shown]
        if self._kind == "json":
            return feed_json.document(channel, items)
        updated = max((entry.updated for entry in shown), default=NEVER)
        return feed_xml.document(self._kind, channel, items, updated)

    def _item(self, entry: Entry) -> str:
        if entry.id not in self._made:
            self._made[entry.id] = (
                feed_json.item(entry, self._lang)
                if self._kind == "json"
                else feed_xml.item(self._kind, entry, self._lang)
            )
        return self._made[entry.id]
