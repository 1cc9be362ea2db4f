"""`make` hands over what editors type, whatever signs are in it."""

import os
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
WORDS = 'Es sind «3», nicht "4": $HOME & `id` $(shell id) l\'eau #1 \\n %s'


@pytest.fixture
def make(tmp_path):
    """Run a target with a `newsroom` that only prints its arguments, one a line."""
    command = tmp_path / "newsroom"
    command.write_text('#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done\n')
    command.chmod(0o755)

    def run(*words: str, **environment: str) -> list[str]:
        done = subprocess.run(
            ["make", "--old-file=setup", f"bin={tmp_path}", *words],
            cwd=PROJECT,
            env={**os.environ, "LANG": "de_CH.UTF-8", **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.splitlines()

    return run


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        (["new", f"TITLE={WORDS}"], ["new", "--", WORDS]),
        (
            ["new", "TITLE=A", "LANG=en", "KIND=note"],
            ["new", "--lang", "en", "--kind", "note", "--", "A"],
        ),
        (["translate", "FILE=-a b.md", "LANG=en"], ["translate", "--lang", "en", "--", "-a b.md"]),
        (["translate", "FILE=a"], ["translate", "--lang", "", "--", "a"]),
        (["review", f"FILE={WORDS}"], ["review", "--", WORDS]),
        (["approve", "FILE=a", "BY=Lea Brunner"], ["approve", "--by", "Lea Brunner", "--", "a"]),
        (["publish", "FILE=a"], ["publish", "--at", "", "--", "a"]),
        (
            ["publish", "FILE=a", "AT=2027-03-01 09:00"],
            ["publish", "--at", "2027-03-01 09:00", "--", "a"],
        ),
        (["correct", "FILE=a", f"TEXT={WORDS}"], ["correct", "--text", WORDS, "--", "a"]),
        (
            ["withdraw", "FILE=a", f"REASON={WORDS}"],
            ["withdraw", "--reason", WORDS, "--instead", "", "--", "a"],
        ),
        (
            ["withdraw", "FILE=a", "REASON=b", "INSTEAD=c d"],
            ["withdraw", "--reason", "b", "--instead", "c d", "--", "a"],
        ),
        (["rename", "FILE=a", "SLUG=b"], ["rename", "--slug", "b", "--", "a"]),
        (["status"], ["status"]),
    ],
)
def test_every_word_arrives_as_it_was_typed(make, words, arguments):
    assert make(*words) == arguments


def test_the_language_of_the_shell_is_none_of_the_text(make):
    assert "--lang" not in make("new", "TITLE=A", LANG="fr_CH.UTF-8")
