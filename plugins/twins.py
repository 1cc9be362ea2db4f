"""At the very end, every page, feed and style sheet gets its compressed twins.

See `contract/compressed.py`. What has not changed since the last build still has them.
"""

from collections.abc import Collection, Iterable
from concurrent.futures import Executor

from comments_service.contract.assets import FOLDER
from comments_service.contract.compressed import BEST, SUFFIXES, USUAL, make_twins, worth_it
from comments_service.contract.files import locked
from plugins.build import Build


def compressible(files: Iterable[str]) -> list[str]:
    """Those that get twins. A text's own `data.json.gz` is not ours to replace."""
    names = set(files)
    return [
        name
        for name in sorted(names)
        if worth_it(name) and not any(name + suffix in names for suffix in SUFFIXES.values())
    ]


def compress(run: Build, files: Iterable[str], shared: Collection[str], pool: Executor) -> None:
    """Make the twins of files below `output/`. To be called without the contract's lock.

    Those that are `shared` are the service's, too. It waits for one of them, never for all.
    """

    def one(name: str) -> None:
        path = run.paths.output / name
        if name in shared:
            with locked(run.paths.lock):
                make_twins(path)
        else:
            make_twins(path, BEST if name.startswith(f"{FOLDER}/") else USUAL)

    list(pool.map(one, files))
