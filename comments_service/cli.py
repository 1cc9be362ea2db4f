"""`newsroom`: the administrators' door. `make` calls it for editors."""

from typing import Any

import click

from comments_service.commands.backups import backup, restore
from comments_service.commands.comments import comments
from comments_service.commands.editing import EDITING
from comments_service.commands.imports import import_posts
from comments_service.commands.moderators import moderators
from comments_service.commands.opening import fail
from comments_service.commands.preview import preview
from comments_service.commands.serve import run, serve
from comments_service.commands.site import build, check
from comments_service.commands.status import status
from comments_service.commands.switches import close, crisis, reopen
from comments_service.domain.errors import Busy
from comments_service.publish.publisher import PageMissing


class _Doors(click.Group):
    """Commands that end with a word where a person can do something about it, not a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Busy as error:
            fail(
                f"The database cannot be written ({error}); nothing was changed.\n"
                "    mend: wait for the other process, or make room on the disk."
            )
        except PageMissing as error:
            fail(f"There are comments without a page to stand in: {error}\n    mend: make build")
        except OSError as error:
            fail(
                f"{error.filename or 'A file'}: {error.strerror or error}\n"
                "    mend: check permissions and free space; what was there before still stands."
            )


@click.group(cls=_Doors)
def main() -> None:
    """Run a newsroom: build its site, serve it, moderate its comments."""


for command in (
    run, serve, preview, build, check, *EDITING, status, import_posts,
    comments, moderators, backup, restore,
):  # fmt: skip
    main.add_command(command)
for command in (crisis, close, reopen):
    comments.add_command(command)
