"""What every route needs of its application: the service, the clock, the worker's bell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app

from comments_service.actions.service import Service

KEY = "newsroom"


@dataclass(frozen=True)
class Web:
    """What `create_app` was given, at `app.extensions[KEY]`."""

    service: Service
    clock: Callable[[], datetime]
    on_change: Callable[[], None]
    """Called after each commit that leaves the worker something to do."""
    worker_alive: Callable[[], bool]
    trial: bool
    """Started by `make run`, on a developer's own machine."""


def web() -> Web:
    return cast(Web, current_app.extensions[KEY])


def service() -> Service:
    return web().service


def now() -> datetime:
    return web().clock()
