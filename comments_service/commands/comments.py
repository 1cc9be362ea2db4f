"""`newsroom comments`: looking and deciding from a terminal or a script."""

import json

import click

from comments_service.actions.decide import decide as decide_action
from comments_service.actions.publish_thread import publish_all
from comments_service.actions.rerender import rerender_all
from comments_service.commands import comments_moving, spam_filter, switches
from comments_service.commands.opening import fail, now, open_service, running_at, user
from comments_service.contract.reasons import REASONS
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.errors import (
    Busy,
    Invalid,
    MoveRefused,
    SecondPersonNeeded,
    UnknownComment,
)
from comments_service.domain.states import State, Verb
from comments_service.outbox.worker import settle
from comments_service.storage import comments as stored


@click.group()
def comments() -> None:
    """List comments, decide about them, and move them in and out."""


comments.add_command(comments_moving.import_)
comments.add_command(comments_moving.export)
for command in (switches.crisis, switches.close, switches.reopen, spam_filter.show):
    comments.add_command(command)


@comments.command("list")
@click.option("--state", type=click.Choice([s.value for s in State]), help="Only this state.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line, for scripts.")
def show(state: str | None, as_json: bool) -> None:
    """List comments, oldest first."""
    db = open_service().db
    for comment in stored.in_state(db, State(state)) if state else stored.everything(db):
        click.echo(json.dumps(_facts(comment), ensure_ascii=False) if as_json else _line(comment))


@comments.command()
@click.argument("comment_id", metavar="ID")
@click.argument("verb", type=click.Choice([v.value for v in Verb]))
@click.option("--reason", type=click.Choice(list(REASONS)), help="Needed to reject.")
@click.option("--explanation", default="", help="Needed to reject; the author reads it.")
@click.option(
    "--ground", type=click.Choice(["law", "rule"]), default="rule", help="What forbids it."
)
@click.option("--provision", default="", help="Which article or rule, in words.")
def decide(
    comment_id: str, verb: str, reason: str | None, explanation: str, ground: str, provision: str
) -> None:
    """Publish, reject, mark as spam or restore the comment ID."""
    service = open_service()
    grounds = Grounds(reason, explanation, ground, provision)
    try:
        comment = decide_action(
            service, comment_id, Verb(verb), user(), now(), grounds=grounds
        ).comment
    except UnknownComment:
        fail(f"There is no comment {comment_id}. `newsroom comments list` shows them all.")
    except MoveRefused as error:
        fail(f"Not possible: {error}.")
    except SecondPersonNeeded:
        fail(
            f"Four eyes are asked for to {verb}, and nobody has proposed it yet.\n"
            "    mend: let a moderator propose it at /moderation/ first."
        )
    except Invalid as error:
        fail(" ".join(error.errors.values()) + " See --reason and --explanation.")
    except Busy as error:
        fail(f"Nothing was changed: {error}. Try again.")
    if not running_at(service.paths):
        settle(service, now())
    click.echo(f"{comment_id}: {comment.state}")


@comments.command()
def publish() -> None:
    """Write all published comments into the site again; changes nothing where all is well."""
    service = open_service()
    rerender_all(service, now())
    count = publish_all(service, now())
    click.echo(f"{count} {'thread' if count == 1 else 'threads'} with comments up to date.")


def _facts(comment: Comment) -> dict[str, object]:
    return {
        "id": comment.id,
        "thread": comment.thread,
        "parent": comment.parent,
        "state": comment.state,
        "author": comment.author,
        "email": comment.email,
        "body": comment.body,
        "lang": comment.lang,
        "created_at": comment.created_at.isoformat(),
        "published_at": comment.published_at.isoformat() if comment.published_at else None,
        "reason": comment.reason,
        "explanation": comment.explanation,
        "official": comment.official,
    }


def _line(comment: Comment) -> str:
    text = " ".join(comment.body.split())
    short = text if len(text) <= 60 else f"{text[:59]}…"
    day = comment.created_at.strftime("%Y-%m-%d %H:%M")
    return f"{comment.id}  {comment.state:9}  {day}  {comment.author}: {short}"
