import os
from collections.abc import Iterator

import pytest

from tests import demo
from tests.support import OPENED


@pytest.fixture(scope="session", autouse=True)
def _one_demo_for_all(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where tests run in several processes, each has a folder of its own in one for all."""
    folder = tmp_path_factory.getbasetemp()
    demo.keep_in(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture(autouse=True)
def _let_go_of_databases() -> Iterator[None]:
    """Close what a test has opened: Python 3.13 warns of databases that are left open."""
    yield
    while OPENED:
        OPENED.pop().close()
