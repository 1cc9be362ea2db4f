"""Exports that are not whole, or were changed: nothing comes of them, and they say where."""

import json

import pytest

from comments_service.contract.faults import Faults
from comments_service.storage import (
    moderators,
)
from tests.importing.archives import (
    Sample,
    bring,
    sample,
)
from tests.support import all_comments, make_newsroom


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample(tmp_path_factory.mktemp("full"))


def test_an_export_cut_off_anywhere_imports_nothing(full, tmp_path):
    """At every byte of the last lines, and at some of each line before."""
    data = full.export
    other = make_newsroom(tmp_path / "other")
    cut = tmp_path / "cut.jsonl"
    ends = [at for at, byte in enumerate(data) if byte == 10]
    places = {0, 1, *range(len(data) - 150, len(data))}
    places |= {max(0, end + step) for end in ends for step in (-1, 0, 1)} - {len(data)}
    for place in sorted(places):
        cut.write_bytes(data[:place])
        with pytest.raises(Faults, match="byte"):
            bring(cut, other, check=True)
    assert not all_comments(other)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"format":"newsroom-comments"', '"format":"other"', ":1: header: format is none of"),
        ('"version":1', '"version":2', ":1: header: version is none of 1"),
        ('"Wartet noch"', '"Wartet schon"', "checksum"),
        ('"state":"pending"', '"state":"waiting"', "state is none of"),
        ('"official":null', '"official":1', "official is no string or null"),
        ('"explanation":"Persönlicher', '"x":1,"explanation":"', "unknown field «x»"),
        ('{"type":"comment"', '{"type":"comment",,', "broken JSON at column 19"),
        ('{"type":"comment"', '{"type":"komment"', "no record of a known type"),
        ('"Wartet noch"', '"\\ud800"', "body holds half a character"),
        ('"Wartet noch"', "NaN", "body is no string"),
        ('"ruth@reader.example"', '"ruth@reader\\n.example"', "email is no e-mail address"),
        ('"action":"publish"', '"action":"reject"', "the chain of the log is broken at row"),
        ('"2026-10":{', '"2026-13":{', "«2026-13» is no month such as 2026-11"),
        ('"received":7', '"received":-7', "received is out of range"),
        ('"decided_by":1', '"decided_by":7', "no moderator 7 stands before"),
    ],
)
def test_a_broken_export_says_where_and_imports_nothing(full, tmp_path, old, new, told):
    file = full.file(tmp_path)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    other = make_newsroom(tmp_path / "other")

    with pytest.raises(Faults) as found:
        bring(file, other)

    assert told in str(found.value)
    assert f"{file.name}:" in str(found.value)
    assert not all_comments(other)
    assert not moderators.everyone(other.db)


def test_a_line_that_came_twice_is_refused(full, tmp_path):
    """The count of the last record is right, and still nothing is stored."""
    lines = full.export.decode().splitlines()
    one = next(line for line in lines if line.startswith('{"type":"comment"'))
    end = json.dumps({"type": "end", "records": len(lines)})
    file = tmp_path / "twice.jsonl"
    file.write_text("\n".join([*lines[:-1], one, end, ""]), "utf-8")

    with pytest.raises(Faults, match="stands there twice"):
        bring(file, make_newsroom(tmp_path / "other"))
