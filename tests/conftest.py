import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from comments_service.actions import opinions
from tests import demo
from tests.support import OPENED

# Their tests wait for servers and browsers: while they do, others can run.
_SLOW = ("tests/browser/", "tests/process/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(_SLOW))


_MEMORY = Path("/dev/shm")  # noqa: S108 - tempfile makes the folder in it
_ENOUGH_BYTES = 6 * 2**30


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Keep what tests write in memory, where there is room: the newsroom waits for the disk at
    each step, and thousands of tests would wait most of their time. They clean up behind them."""
    if config.option.basetemp or "PYTEST_XDIST_WORKER" in os.environ or not _MEMORY.is_dir():
        return
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH_BYTES:
        folder = tempfile.mkdtemp(prefix="newsroom-tests-", dir=_MEMORY)
        config.option.basetemp = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Say at once what has failed: a run that is cut off never comes to its summary."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        sys.stdout.write(f"\n{report.nodeid} ({report.when})\n{report.longreprtext}\n")
        sys.stdout.flush()


@pytest.fixture(scope="session", autouse=True)
def _one_demo_for_all(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where tests run in several processes, each has a folder of its own in one for all."""
    folder = tmp_path_factory.getbasetemp()
    demo.keep_in(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture(autouse=True)
def _nothing_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules reject is rejected: no test draws the lot that shows it to a person."""
    monkeypatch.setattr(opinions, "sampled", lambda _: False)


@pytest.fixture(autouse=True)
def _let_go_of_databases() -> Iterator[None]:
    """Close what a test has opened: Python 3.13 warns of databases that are left open."""
    yield
    while OPENED:
        OPENED.pop().close()
