"""The theme's files and the company's colours are published under hashed names.

See `contract/assets.py`. Those that an earlier build published stay online for a while.
"""

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from comments_service.contract.assets import FOLDER, Assets, read_assets, succeed, write_assets
from plugins import build
from plugins.build import Build


class AssetGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, _writer: Any) -> None:
        run = build.of(self.settings)
        for name, data in run.assets.values():
            path = Path(self.output_path, FOLDER, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def hand_over(run: Build) -> set[str]:
    """Tell the service the new names; the files of former builds that stay, below `output/`.

    To be called when the new files are online, and before any page that names them.
    """
    assets = succeed(read_assets(run.paths.assets), run.names, run.now)
    online = {
        name: since
        for name, since in assets.former.items()
        if (run.paths.output / FOLDER / name).is_file()
    }
    if not run.preview:
        write_assets(run.paths.assets, Assets(assets.names, online))
    return {f"{FOLDER}/{name}" for name in online}


def get_generators(_pelican: Any) -> type[AssetGenerator]:
    return AssetGenerator


def register() -> None:
    signals.get_generators.connect(get_generators)
