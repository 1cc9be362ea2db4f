"""The figures of `make bench-spam` mean what they are called."""

import json
from pathlib import Path

import pytest

from bench.spam import data, metrics
from bench.spam.data import Row


def row(text: str, spam: bool = False, source: str = "a", lang: str = "en") -> Row:
    return Row(text, spam, lang, source)


def test_auc_is_the_chance_that_spam_ranks_above_genuine() -> None:
    assert metrics.auc([0.9, 0.8, 0.2, 0.1], [True, True, False, False]) == 1
    assert metrics.auc([0.1, 0.9], [True, False]) == 0
    assert metrics.auc([0.9, 0.3, 0.5, 0.1], [True, True, False, False]) == 0.75


def test_auc_counts_ties_half() -> None:
    assert metrics.auc([0.5, 0.5, 0.5], [True, False, False]) == 0.5
    assert metrics.auc([0.5, 0.5, 0.1], [True, False, False]) == 0.75


def test_recall_at_a_false_positive_rate_takes_the_best_threshold_allowed() -> None:
    genuine = [number / 1000 for number in range(200)]
    scores = [0.9, 0.1985, 0.1975, 0.05, *genuine]
    labels = [True] * 4 + [False] * 200

    assert metrics.recall_at(scores, labels, 0.0) == 0.25
    assert metrics.recall_at(scores, labels, 0.005) == 0.5
    assert metrics.recall_at(scores, labels, 0.01) == 0.75


def test_recall_does_not_divide_equal_scores() -> None:
    assert metrics.recall_at([0.7, 0.7, 0.7, 0.1], [True, True, False, False], 0.01) == 0


def test_a_half_is_called_spam() -> None:
    found = metrics.quality([0.5, 0.4, 0.6, 0.1, 0.2], [True, True, False, False, False])

    assert (found.accuracy, found.precision, found.recall) == (0.6, 0.5, 0.5)
    assert found.false_positives == pytest.approx(1 / 3)


def test_quality_takes_both_kinds() -> None:
    with pytest.raises(ValueError, match="spam and genuine"):
        metrics.quality([0.1], [False])


def test_percentile() -> None:
    assert metrics.percentile(list(range(100)), 0.95) == 95
    assert metrics.percentile([3.0], 0.95) == 3
    assert metrics.percentile([], 0.5) == 0


def test_duplicates_differ_in_case_spaces_and_invisible_signs_only() -> None:
    rows = [row("Hello  World"), row("hello world\ufeff "), row("hello, world"), row("HELLO world")]

    kept = data.without_duplicates(rows)
    assert [one.text for one in kept] == ["Hello  World", "hello, world"]


def test_each_source_with_both_kinds_is_left_out_once() -> None:
    rows = [
        row("1", True, "a"), row("2", False, "a"),
        row("3", True, "b"), row("4", False, "b"),
        row("5", False, "genuine only", "de"),
    ]  # fmt: skip

    splits = data.leave_one_out(rows)
    assert [split.name for split in splits] == ["a", "b"]
    assert [[one.text for one in split.train] for split in splits] == [["3", "4"], ["1", "2"]]
    assert [[one.text for one in split.test] for split in splits] == [["1", "2"], ["3", "4"]]


def test_draws_are_the_same_in_every_run_and_differ_by_seed() -> None:
    rows = [row(str(number), number % 2 == 0, "ab"[number % 4 // 2]) for number in range(80)]
    split = data.leave_one_out(rows)[0]

    assert data.drawn(split, 10, 1) == data.drawn(split, 10, 1)
    assert data.drawn(split, 10, 1).train != data.drawn(split, 10, 2).train
    assert set(data.drawn(split, 10, 1).train) <= set(split.train)


def test_what_is_judged_is_never_learned_from() -> None:
    rows = [row(str(number), number % 2 == 0, "ab"[number % 4 // 2]) for number in range(80)]

    few, many = data.anywhere(rows, 5, 1, 30), data.anywhere(rows, 50, 1, 30)
    assert few.test == many.test
    assert len(many.train) == 50
    assert not set(many.train) & set(many.test)


def test_a_faulty_line_is_named(tmp_path: Path) -> None:
    good = {"text": "Grüezi", "label": 0, "lang": "de", "source": "x"}
    file = tmp_path / "rows.jsonl"
    file.write_text(f"{json.dumps(good)}\n\n{json.dumps({'text': 'x', 'label': 2})}\n", "utf-8")

    with pytest.raises(ValueError, match="line 3"):
        data.read([file])
    file.write_text(json.dumps(good), "utf-8")
    assert data.read([file]) == [row("Grüezi", False, "x", "de")]
