"""A newsroom with a few posts, and exports of other systems that are brought into it."""

from pathlib import Path

from comments_service.actions.service import reserved_names
from comments_service.contract.redirects import Redirects
from comments_service.domain.comment import Comment
from comments_service.importing.comment_import import Own, import_comments
from comments_service.importing.comment_report import CommentReport
from comments_service.importing.comment_threads import Finder, finder
from comments_service.importing.found import Reader
from comments_service.importing.storing import Store
from tests.importing.conftest import Silent
from tests.support import NOW, all_comments, make_newsroom, thread, waiting_jobs

FIRST = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a01"
SECOND = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4a02"
THREADS = (
    thread(FIRST),
    thread(
        SECOND,
        lang="en",
        title="Test",
        url="/en/2014/test/",
        file="en/2014/test/index.html",
    ),
)
MOVED = Redirects(moved={"/de/2025/frühere-anlage/": "/de/2026/neue-anlage/"})


class Moving:
    def __init__(self, folder: Path, reader: Reader, *, prefix: str = "") -> None:
        self.service = make_newsroom(folder, THREADS)
        self.posts: Finder = finder({t.id: t for t in THREADS}, (), MOVED, prefix)
        self.reader = reader
        self.accounts: dict[str, tuple[str, str]] = {}
        self.file = folder / "export"

    def write(self, data: bytes | str) -> Path:
        self.file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return self.file

    def run(
        self, data: bytes | str | None = None, *, file: Path | None = None, check: bool = False
    ) -> CommentReport:
        if data is not None:
            self.write(data)
        config = self.service.config
        own = Own(reserved_names(config, ()), self.accounts)
        store = None if check else Store(self.service.db, NOW, "test", ())
        return import_comments(file or self.file, self.reader, self.posts, own, store, Silent())

    @property
    def comments(self) -> list[Comment]:
        return all_comments(self.service)

    def by_author(self) -> dict[str, Comment]:
        return {one.author: one for one in self.comments}

    def publications(self) -> set[str]:
        return {job["key"] for job in waiting_jobs(self.service.db) if job["kind"] == "publish"}
