"""What the filter takes, in a process of its own: `python -m bench.spam.process MODE FOLDER`.

MODE is one of these; each prints its answer as JSON:
fill      stores as many labels as the folder's `learned` has rows
modules   megabytes of the filter's modules alone
without   megabytes of the service
with      megabytes of the service with the filter, and their peak; seconds from nothing to the
          first answer; CPU seconds of each further one, and of long texts by their size;
          keeps what was learned, so that another `with` starts from that
again     megabytes of the service once a label was taken back and the filter made anew without it
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comments_service.actions.filtering import Filter

LEARNED, JUDGED = "learned.json", "judged.json"
SIZES = (300, 600, 1000)
"""Characters of long comments …"""
MANY = 200
"""… and so many of each size, where there are."""


def main() -> None:
    mode, folder = sys.argv[1], Path(sys.argv[2])
    modes = {"fill": _fill, "modules": _modules, "without": _without, "with": _with,
             "again": _again}  # fmt: skip
    print(json.dumps(modes[mode](folder)))


def _fill(folder: Path) -> dict[str, Any]:
    """Seconds for each label: reading the text, and storing what is kept of it."""
    from comments_service.actions.filter_key import scrambler, stored_of, version
    from comments_service.storage import labels
    from comments_service.storage.database import connect, migrate, transaction

    db = connect(_database(folder))
    migrate(db)
    took = []
    with transaction(db):
        for text, spam in json.loads((folder / LEARNED).read_text("utf-8")):
            begin = time.perf_counter()
            key = scrambler(db)
            features, shingles = stored_of(key, text)
            row = labels.Row(
                id=0, comment=None, revision=0, spam=spam, weight=1.0,
                # As a filter would have scored it that is often right.
                score=0.9 if spam else 0.1, said="hold", rules="", at=datetime.now(UTC), lang="",
                version=version(key), features=features, shingles=shingles if spam else b"",
            )  # fmt: skip
            labels.put(db, row)
            took.append(time.perf_counter() - begin)
    return {"took": took}


def _modules(_folder: Path) -> dict[str, Any]:
    import flask  # noqa: F401 - brings along what the service imports in any case

    before = _megabytes()
    import comments_service.spam.filter  # noqa: F401

    return {"megabytes": _megabytes() - before}


def _without(folder: Path) -> dict[str, Any]:
    import comments_service.app  # noqa: F401
    from comments_service.storage import labels
    from comments_service.storage.database import connect

    labels.position(connect(_database(folder)))
    _texts(folder)
    return {"megabytes": _megabytes()}


def _with(folder: Path) -> dict[str, Any]:
    import comments_service.app  # noqa: F401
    from comments_service.actions.filtering import Filter
    from comments_service.storage.database import Connections

    texts = _texts(folder)
    found = Filter(Connections(_database(folder)), folder / "filter")
    began = time.perf_counter()
    found.judge(texts[0])
    started = time.perf_counter() - began
    answer = {
        "megabytes": _megabytes(), "started": started,
        "took": [_cpu_seconds(found, text) for text in texts[1:]],
        "long": {
            size: [_cpu_seconds(found, text) for text in _of_size(texts, size)] for size in SIZES
        },
        "peak": _megabytes("VmHWM"),
    }  # fmt: skip
    found.save()
    return answer


def _cpu_seconds(found: "Filter", text: str) -> float:
    """What this process spends on it, whatever else the machine does."""
    began = time.process_time()
    found.judge(text)
    return time.process_time() - began


def _of_size(texts: list[str], size: int) -> list[str]:
    """Texts of so many characters, put together from others one after the other."""
    whole = " ".join(texts)
    return [whole[at : at + size] for at in range(0, min(len(whole) - size, MANY * size), size)]


def _again(folder: Path) -> dict[str, Any]:
    import comments_service.app  # noqa: F401
    from comments_service.actions.filtering import Filter
    from comments_service.storage import labels
    from comments_service.storage.database import Connections

    connections, texts = Connections(_database(folder)), _texts(folder)
    found = Filter(connections, folder / "filter")
    found.judge(texts[0])
    # Without a thread this learns anew at once; the filter before lives until that is done.
    labels.drop(connections.get(), max(labels.numbers(connections.get())))
    for text in texts:
        found.judge(text)
    return {"megabytes": _megabytes()}


def _database(folder: Path) -> Path:
    return folder / "comments.db"


def _texts(folder: Path) -> list[str]:
    return list(json.loads((folder / JUDGED).read_text("utf-8")))


def _megabytes(what: str = "VmRSS") -> float:
    """What this process holds in memory now; its most until now with `VmHWM`."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition(f"{what}:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
