from collections.abc import Iterator

import pytest

from tests.support import OPENED


@pytest.fixture(autouse=True)
def _let_go_of_databases() -> Iterator[None]:
    """Close what a test has opened: Python 3.13 warns of databases that are left open."""
    yield
    while OPENED:
        OPENED.pop().close()
