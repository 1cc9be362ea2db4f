"""`newsroom`: the administrators' door. `make` calls it for editors."""

from importlib import import_module
from typing import Any

import click

from comments_service import commands
from comments_service.commands.opening import fail
from comments_service.domain.errors import Busy
from comments_service.publish.publisher import PageMissing

# Where each command is, below comments_service/commands/: only the one that is called is imported.
# What editors and importers need takes longer to load, and more memory, than serving does.
_COMMANDS = {
    "run": "serve:run",
    "serve": "serve:serve",
    "preview": "preview:preview",
    "build": "site:build",
    "check": "site:check",
    "new": "editing:new",
    "translate": "editing:translate_post",
    "review": "editing:review",
    "approve": "editing:approve",
    "publish": "editing:publish",
    "correct": "editing:correct",
    "withdraw": "editing:withdraw",
    "rename": "editing:rename_text",
    "status": "status:status",
    "import": "imports:import_posts",
    "comments": "comments:comments",
    "moderators": "moderators:moderators",
    "log": "log:log",
    "backup": "backups:backup",
    "restore": "backups:restore",
}


class _Doors(click.Group):
    """Commands that end with a word where a person can do something about it, not a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        found: click.Command = getattr(import_module(f"{commands.__name__}.{module}"), name)
        return found

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
        except BrokenPipeError:
            # Whoever reads has seen enough (`| head`); click ends without a word.
            raise
        except OSError as error:
            fail(
                f"{error.filename or 'A file'}: {error.strerror or error}\n"
                "    mend: check permissions and free space; what was there before still stands."
            )


@click.group(cls=_Doors)
def main() -> None:
    """Run a newsroom: build its site, serve it, moderate its comments."""
