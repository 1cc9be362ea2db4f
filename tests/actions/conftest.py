from pathlib import Path

import pytest

from comments_service.actions.service import Service
from tests.support import make_newsroom


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return make_newsroom(tmp_path)
