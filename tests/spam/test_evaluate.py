"""The filter judged from outside: files in, a line a row out."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comments_service.spam import evaluate, thresholds
from tests.spam.test_filter import genuine, spam

Write = Callable[[str, list[dict[str, Any]]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to(name: str, rows: list[dict[str, Any]]) -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
        return path

    return to


def rows(many: int, seed: int = 1) -> list[dict[str, Any]]:
    rnd = random.Random(seed)
    return [
        {"text": spam(rnd) if n % 3 == 0 else genuine(rnd), "label": int(n % 3 == 0), "id": f"c{n}"}
        for n in range(many)
    ]


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_test_row_gets_a_score_and_a_verdict(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    # All spam first: the order of a training file says nothing.
    train = sorted(rows(400), key=lambda row: -row["label"])
    test = rows(30, seed=2)

    assert evaluate.main([str(write("train", train)), str(write("test", test))]) == 0

    found = lines(capsys)
    assert [line["id"] for line in found] == [row["id"] for row in test]
    for line, row in zip(found, test, strict=True):
        assert 0 <= line["score"] <= 1
        assert (line["score"] >= 0.5) == bool(row["label"])
        assert line["verdict"] in (("reject", "hold") if row["label"] else ("publish", "hold"))
    assert {line["verdict"] for line in found} >= {"publish", "reject"}


def test_a_stream_holds_first_and_decides_later(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = rows(500)

    assert evaluate.main(["--stream", str(write("stream", stream))]) == 0

    found = lines(capsys)
    assert len(found) == 500
    assert not any(line["verdict"] == "publish" for line in found[:200])
    assert all(row["label"] for row, line in zip(stream, found, strict=True)
               if line["verdict"] == "reject")  # fmt: skip
    assert any(line["verdict"] == "publish" for line in found[400:])
    assert any(line.get("sampled") for line in found)
    assert {line["why"] for line in found} >= {"learning", "classifier"}


def test_what_is_rejected_and_not_sampled_teaches_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Near-duplicates are rejected once the filter is ready: from the first label on here.
    monkeypatch.setattr(thresholds, "FEWEST_GENUINE", 0)
    monkeypatch.setattr(thresholds, "FEWEST_LABELS", 0)
    first = {
        "text": "Earn 4000 francs a week, visit http://earn.example/start and join!",
        "label": 1,
    }
    # Were the second one learned as genuine, the filter would know it.
    stream = [first, first | {"label": 0}, first | {"label": 0}]

    assert [line["verdict"] for line in evaluate.streamed(stream)] == ["hold", "reject", "reject"]


@pytest.mark.parametrize("label", [1, True, "spam", "Spam ", "1", "true"])
def test_labels_may_be_words(tmp_path: Path, label: object) -> None:
    path = tmp_path / "rows"
    path.write_text(json.dumps({"text": "Buy", "label": label}))

    assert evaluate.read(path)[0]["label"] == 1


def test_a_mark_at_the_start_blank_lines_and_other_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    row = b'{"text": "Gr\xc3\xbcezi", "label": false}'
    path.write_bytes(b"\xef\xbb\xbf" + row + b"\r\n\r\n" + row)

    assert [row["text"] for row in evaluate.read(path)] == ["Grüezi", "Grüezi"]
    path.write_bytes(b'{"text": "a\\u2028b", "label": "False"}\r{"text": "c", "label": 0}\r')
    assert [row["text"] for row in evaluate.read(path)] == ["a\u2028b", "c"]


def test_the_order_of_the_training_file_says_nothing() -> None:
    train, test = rows(60), rows(10, seed=2)

    assert list(evaluate.judged(train, test)) == list(evaluate.judged(train[::-1], test))


@pytest.mark.slow
def test_output_that_cannot_be_written_ends_it_cleanly(write: Write) -> None:
    command = [sys.executable, "-m", "comments_service.spam.evaluate", "--stream"]
    command.append(str(write("rows", rows(20))))
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        cut = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True)
    with Path("/dev/full").open("wb") as full:
        lost = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)

    assert (cut.returncode, cut.stderr) == (0, "")
    assert lost.returncode == 2
    assert lost.stderr == "The output cannot be written: No space left on device.\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "not JSON"),
        (b"[" * 100000, "not JSON"),
        (b"[1]", "not an object"),
        (b'{"label": 1}', '"text" is missing'),
        (b'{"text": 7, "label": 1}', '"text" is missing'),
        (b'{"text": "a"}', '"label" is missing'),
        (b'{"text": "a", "label": 2}', '"label" is missing'),
        (b'{"text": "a", "label": [1]}', '"label" is missing'),
        (b'{"text": "\xff", "label": 1}', "not UTF-8"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: bytes, said: str
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "a", "label": 0}\n' + line + b"\n")

    assert evaluate.main(["--stream", str(path)]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert f"{path}, line 2: " in err
    assert said in err
    assert "Traceback" not in err


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main(["--stream", "nowhere.jsonl"]) == 2
    said = capsys.readouterr().err
    assert said == "nowhere.jsonl: no such file or directory. Name a file that can be read.\n"


def test_one_file_alone_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        evaluate.main(["train.jsonl"])

    assert ended.value.code == 2
    assert "TEST.jsonl" in capsys.readouterr().err


def test_rates_of_each_source_are_summed_up(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = [row | {"source": "ab"[n % 2]} for n, row in enumerate(rows(60))]

    assert evaluate.main(["--summary", "--stream", str(write("stream", stream))]) == 0

    out = capsys.readouterr().out.splitlines()
    assert [line.split(",")[0] for line in out] == ["a", "all", "b"]
    assert "40 genuine" in out[1]
    assert "20 spam" in out[1]
