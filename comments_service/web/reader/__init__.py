"""What a reader without an account can do, one page a file; receipts are at `web/receipts.py`."""

from comments_service.web.reader import (
    appeal,
    confirm,
    data,
    edit,
    erase,
    export,
    given,
    mails,
    report,
    slip,
    wishes,
)
from comments_service.web.reader.frame import bp

__all__ = [
    "appeal",
    "bp",
    "confirm",
    "data",
    "edit",
    "erase",
    "export",
    "given",
    "mails",
    "report",
    "slip",
    "wishes",
]
