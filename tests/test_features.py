"""docs/features.md keeps its word: each promise has a place that exists and a test that exists."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from comments_service.cli import main
from tests.demo import answer, built

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ("What", "Where in the demo", "Test")


def rows() -> Iterator[tuple[int, list[str]]]:
    """The cells of each promise, with the line it stands in."""
    lines = (ROOT / "docs" / "features.md").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("| ") and not line.startswith("| What "):
            yield number, [cell.strip() for cell in line.strip("|").split(" | ")]


def quoted(column: int) -> list[tuple[int, str]]:
    """Everything between backticks in a column, with its line."""
    return [(n, word) for n, cells in rows() for word in re.findall(r"`([^`]+)`", cells[column])]


@cache
def names_in(file: str) -> set[str]:
    path = ROOT / file
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text("utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return {name for name in functions if name.startswith("test_")}


def exists(place: str) -> bool:
    """An address of the demo, a file that its build writes, or a command."""
    if place.startswith("/"):
        return answer(place).status == 200
    if place.startswith(("output/", "var/")):
        return (built().parent / place).exists()
    return is_command(place)


def is_command(words: str) -> bool:
    """Whether make has such a target, or the command line such a command."""
    first, *names = words.split()
    if first == "make":
        makefile = (ROOT / "Makefile").read_text("utf-8")
        return re.search(rf"^{re.escape(names[0])}:(?!=)", makefile, re.MULTILINE) is not None
    command: click.Command | None = main if first == "newsroom" else None
    for name in names:
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), name)
    return command is not None


def test_every_row_has_its_three_cells() -> None:
    assert [number for number, cells in rows() if len(cells) != len(COLUMNS)] == []


def test_every_test_that_is_named_exists() -> None:
    missing = [
        f"docs/features.md:{number}: {name}"
        for number, name in quoted(2)
        if name.partition("::")[2] not in names_in(name.partition("::")[0])
    ]

    assert missing == []


def test_every_place_that_is_named_exists() -> None:
    missing = [
        f"docs/features.md:{number}: {place}" for number, place in quoted(1) if not exists(place)
    ]

    assert missing == []


def test_nothing_is_only_promised() -> None:
    """Each has a place and a test."""
    assert [number for number, cells in rows() if not all("`" in cell for cell in cells[1:])] == []
