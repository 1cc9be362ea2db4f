"""What must be right of pictures before anything is written: portraits, and one answer a file."""

from typing import Any

from pelican import signals

from plugins import build, portraits
from plugins.picture_rights import conflicts


def check(generators: list[Any]) -> None:
    run = build.of(generators[0].settings)
    run.faults.extend(portraits.faults(run))
    texts = [run.sources[key] for key in sorted(run.sources)]
    uses = [use for source in texts if source.body for use in source.body.pictures]
    run.faults.extend(conflicts([*uses, *portraits.uses(run)]))
    run.album.save()


def register() -> None:
    signals.all_generators_finalized.connect(check)
