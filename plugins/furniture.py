"""Small files that come from the configuration: a word to crawlers."""

from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins import build

# Receipts are for their owners, and the moderators' rooms for moderators.
_NOT_FOR_CRAWLERS = ("/comments/receipt/", "/moderation/")


class FurnitureGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        config = build.of(self.settings).config
        rules = "".join(f"Disallow: {config.prefix}{path}\n" for path in _NOT_FOR_CRAWLERS)
        writer.write_text("robots.txt", f"User-agent: *\n{rules}")


def get_generators(_pelican: Any) -> type[FurnitureGenerator]:
    return FurnitureGenerator


def register() -> None:
    signals.get_generators.connect(get_generators)
