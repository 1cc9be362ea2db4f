from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import demo
from tests.running import Newsroom


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """The demo, not yet started."""
    room = demo.warmed(Newsroom(tmp_path / "room", rate_limit='"100000 per minute"'))
    yield room
    room.stop()
