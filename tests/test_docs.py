"""The documentation keeps up with the code: what is not described fails here."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.pofile import read_po

from comments_service.app import create_app
from comments_service.cli import main
from comments_service.commands.editing import EDITING
from comments_service.commands.status import status
from comments_service.contract import config_file, toml_reader
from comments_service.contract.content import KINDS, ROLES, STATUSES
from comments_service.contract.content_file import PAGE_FIELDS, POST_FIELDS
from comments_service.contract.frontmatter import GROUPS
from comments_service.contract.reasons import REASONS
from comments_service.contract.toml_reader import Table
from comments_service.domain.keys import USUAL
from comments_service.storage import moderators
from comments_service.web.moderation.navigation import places
from comments_service.web.moderation.words import KEYS
from tests.support import NOW, make_newsroom

ROOT = Path(__file__).resolve().parent.parent
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
MODERATION = (ROOT / "docs" / "moderation.md").read_text("utf-8")
TRANSLATIONS = ROOT / "theme" / "translations"
WRITING = (ROOT / "docs" / "writing.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")

# How the code reads the environment: os.environ, Click's envvar, and secrets (`settings.py`).
READ = re.compile(
    r"(?:environ(?:ment)?(?:\.get\(|\[)|getenv\(|envvar=|_secret\()\s*[\"'](NEWSROOM_\w+|PORT)[\"']"
)


def files() -> list[Path]:
    """Everything that is committed, or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def source() -> str:
    """All code that may read the environment."""
    paths = [
        *ROOT.glob("*.py"),
        *ROOT.glob("comments_service/**/*.py"),
        *ROOT.glob("plugins/**/*.py"),
    ]
    return "\n".join(path.read_text("utf-8") for path in paths)


def settings(table: dict[str, Any]) -> Iterator[str]:
    """Names of all keys, those of nested tables included, languages and texts left out."""
    for key, value in table.items():
        yield key
        items = value if isinstance(value, list) else [value]
        for item in items:
            if isinstance(item, dict) and not re.fullmatch("[a-z]{2}", next(iter(item))):
                yield from settings(item)


def known_settings() -> Iterator[str]:
    """Every key that is asked for while the demo's configuration is read, set there or not."""
    asked: list[Table] = []

    class Asked(Table):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            asked.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toml_reader, "Table", Asked)
        config_file.load(ROOT / "newsroom.toml")
    for table in asked:
        yield from (key for key in table._known if not re.fullmatch("[a-z]{2}", key))


def commands(command: click.Command, path: str) -> Iterator[str]:
    """The full names of all commands: `newsroom moderators add`."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None, name
            yield from commands(child, f"{path} {name}")
    else:
        yield path


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):(?!=)", makefile, re.MULTILINE)
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "run" in targets
    assert [target for target in targets if f"make {target} " not in shown] == []


@pytest.mark.parametrize("key", sorted(set(known_settings())))
def test_every_setting_is_described(key: str) -> None:
    assert re.search(rf"`[\[\w.]*\b{key}\]*`", OPERATIONS), f"docs/operations.md lacks `{key}`"


def test_the_demo_sets_only_what_there_is() -> None:
    """What is described is what is read: no setting of the demo comes from elsewhere."""
    demo = set(settings(tomllib.loads((ROOT / "newsroom.toml").read_text("utf-8"))))

    assert demo <= set(known_settings())


@pytest.mark.parametrize("name", sorted(set(READ.findall(source()))))
def test_every_environment_variable_is_described(name: str) -> None:
    assert f"`{name}`" in OPERATIONS, f"docs/operations.md lacks `{name}`"


@pytest.mark.parametrize("command", sorted(commands(main, "newsroom")))
def test_every_command_is_described(command: str) -> None:
    assert f"`{command}" in OPERATIONS, f"docs/operations.md lacks `{command}`"


@pytest.mark.parametrize("word", sorted({*POST_FIELDS, *PAGE_FIELDS, *KINDS, *STATUSES, *ROLES}))
def test_every_field_of_a_text_is_described(word: str) -> None:
    assert re.search(rf"`{word}[`: ]", WRITING), f"docs/writing.md lacks `{word}`"


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_field_of_an_entry_is_described(group: str) -> None:
    table = WRITING.partition(f"`{group}:`")[2].partition("\n\n")[2].partition("\n\n")[0]

    described = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert described == list(GROUPS[group])


@pytest.mark.parametrize("command", [*EDITING, status], ids=lambda command: str(command.name))
def test_every_command_of_the_editors_has_a_target_and_a_line(command: click.Command) -> None:
    target = re.search(rf"^{command.name}: setup ## .+\n((?:\t.+\n)+)", MAKEFILE, re.MULTILINE)

    assert target, f"Makefile lacks {command.name}"
    assert f"newsroom {command.name}" in target[1]
    assert f"| `make {command.name}" in WRITING, f"docs/writing.md lacks make {command.name}"


def test_the_words_of_moderators_pages_are_those_of_the_pages() -> None:
    """What stands in bold can be found on a page, word by word."""
    with (TRANSLATIONS / "de" / "LC_MESSAGES" / "newsroom.po").open("rb") as file:
        words = {message.id for message in read_po(file)}

    assert set(re.findall(r"\*\*([^*]+)\*\*", MODERATION)) - words == set()


def test_every_page_of_moderators_is_described(tmp_path: Path) -> None:
    app = create_app(make_newsroom(tmp_path), trial=False)
    pages = {
        re.sub("<[^>]+>", "…", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/moderation/") and "GET" in (rule.methods or ())
    }

    assert [page for page in sorted(pages) if f"`{page}`" not in MODERATION] == []


def test_every_place_of_the_moderators_navigation_is_described(tmp_path: Path) -> None:
    service = make_newsroom(tmp_path)
    number = moderators.add(service.db, "Lea", "Sprecherin", NOW, moderators.ADMINISTRATOR)
    lea = moderators.get(service.db, number)
    assert lea
    with create_app(service, trial=False).test_request_context("/"):
        listed = [place.name for place in places(lea)]

    assert re.findall(r"^\| \*\*(.+?)\*\* \| `/moderation/", MODERATION, re.MULTILINE) == listed


def test_every_key_of_moderators_is_described() -> None:
    """In the order of the help."""
    rows = re.findall(r"^\| `(.)` \| (.+) \|$", MODERATION, re.MULTILINE)

    assert rows == [(USUAL[action], name) for action, name in KEYS.items()]


def test_every_reason_is_described() -> None:
    with (TRANSLATIONS / "de" / "LC_MESSAGES" / "newsroom.po").open("rb") as file:
        german = {message.id: message.string for message in read_po(file)}

    rows = re.findall(r"^\| ([A-Z]+) \| (.+) \| (.+) \| (.+) \|$", MODERATION, re.MULTILINE)
    assert rows == [
        (
            reason.code,
            reason.name,
            german[reason.name],
            " or ".join(["rule"] * reason.rule + ["law"] * reason.law),
        )
        for reason in REASONS.values()
    ]


def test_the_usual_periods_are_those_that_moderators_read() -> None:
    kept = config_file.load(ROOT / "newsroom.toml").retention

    for named, (what, period) in zip(
        (f"{kept.spam_days} days", "6 months after the decision",
         "6 months after the decision; without one, after they came in",
         f"{kept.sender_hours} hours", f"{kept.log_years} years"),
        re.findall(
            r"^\| (spam|text|e-mail|hashes|the log)[^|]* \| (.+) \|$", MODERATION, re.MULTILINE
        ),
        strict=True,
    ):  # fmt: skip
        assert period == named, what
    assert kept.rejected_days == kept.email_days == 182


def test_the_map_of_the_service_names_modules_that_are_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    chapter = text.partition("## The service by subject")[2].partition("\n## ")[0]
    named = {name.split("/")[-1] for name in re.findall(r"`([a-z_/]+)`", chapter)}
    modules = {path.stem for path in (ROOT / "comments_service").rglob("*.py")}

    assert named - {""} <= modules, named - modules


def test_links_within_a_document_lead_to_a_heading() -> None:
    for path in (ROOT / "docs").glob("*.md"):
        text = path.read_text("utf-8")
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}
        linked = set(re.findall(r"\]\(#([^)]+)\)", text))
        assert linked <= anchors, f"{path.name}: {linked - anchors}"


def test_links_between_documents_lead_somewhere() -> None:
    """Links of the examples, which stand in code, are not meant."""
    code = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in files()
        if path.suffix == ".md" and not path.is_relative_to(ROOT / "content")
        for target in re.findall(
            r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", code.sub("", path.read_text("utf-8"))
        )
        if not (path.parent / target).exists()
    ]

    assert dead == []


def test_no_file_names_a_package_index() -> None:
    """Locks install from whichever index pip is told to use; an address would bind them to one."""
    hosts = re.compile(
        r"(://|@)[a-z.-]*(py" + r"pi|pythonhosted|npm" + r"js)[a-z.]*", re.IGNORECASE
    )
    named = [
        str(path.relative_to(ROOT))
        for path in files()
        if hosts.search(path.read_bytes().decode("utf-8", "ignore"))
    ]

    assert named == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_bind_to_hashes_and_to_no_machine(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    pinned = re.findall(
        r"^[a-z0-9-]+==[^\n]*(?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)+", text, re.M
    )

    assert len(pinned) == len(re.findall(r"^[^\s#]", text, re.MULTILINE))
    assert "://" not in text
    assert " /" not in text
