"""The figures of `make bench-spam` mean what they are called."""

import json
import re
from itertools import groupby
from pathlib import Path

import pytest

from bench.spam import data, many, metrics, mixes, report, service_side, streams, tables
from bench.spam.data import Row
from bench.spam.tables import Goal, Part


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


def crowd() -> list[Row]:
    """1,000 genuine comments in three languages, 300 spam."""
    return [
        *(row(f"ja {n}", False, "news", "de") for n in range(600)),
        *(row(f"yes {n}", False, "ab"[n % 2], "en") for n in range(300)),
        *(row(f"oui {n}", False, "livres", "fr") for n in range(100)),
        *(row(f"buy {n}", True, "ab"[n % 2], "en") for n in range(300)),
    ]


def test_streams_have_the_share_of_spam_that_they_are_called_by() -> None:
    for name, stream in mixes.mixes(crowd()).items():
        if (found := re.search(r"(\d+) % spam", name)) is not None:
            share = sum(one.spam for one in stream) / len(stream)
            assert share == pytest.approx(int(found[1]) / 100, abs=0.005), name
        assert len(stream) == len(set(stream)), name


def test_a_late_language_comes_late() -> None:
    stream = mixes.mixes(crowd())["one language late, 20 % spam"]

    first = next(at for at, one in enumerate(stream) if one.lang == "de")
    assert not any(one.lang == "de" for one in stream[:first])
    assert sum(one.lang == "fr" for one in stream[:first]) > 50


def test_sources_come_one_after_the_other() -> None:
    stream = mixes.mixes(crowd())["genuine source after source, 20 % spam"]

    changes = [key for key, _ in groupby(one.source for one in stream if not one.spam)]
    assert changes == ["a", "b", "livres", "news"]
    # Spam comes all the time.
    assert 15 < sum(one.spam for one in stream[:100]) < 25


def test_comments_put_together_are_many_and_keep_their_kind() -> None:
    made = many.many(crowd(), 2000, "x")

    assert made == many.many(crowd(), 2000, "x")
    assert sum(one.spam for one in made) / 2000 == pytest.approx(0.2, abs=0.03)
    assert all(one.text.startswith("buy") is one.spam for one in made)


def test_the_report_stands_between_its_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Title\n{report.BEGIN}\nold\n{report.END}\nRead on", "utf-8")

    report.write(page, "new \\1")
    assert page.read_text("utf-8") == (f"# Title\n{report.BEGIN}\nnew \\1\n{report.END}\nRead on")
    page.write_text("# Title", "utf-8")
    with pytest.raises(ValueError, match="lacks"):
        report.write(page, "new")


def test_a_run_that_is_not_written_says_so() -> None:
    rows = [Row("a", spam=False, lang="de", source="x")]

    assert "`make bench-spam`," in report.text([], rows, written=False)
    assert "`make bench-spam WRITE=1`," in report.text([], rows, written=True).replace("\n", " ")


def test_a_goal_that_cannot_be_told_is_not_reached() -> None:
    part = Part("x", "", [Goal("Few", "≥ 1", "–", None), Goal("Many", "≥ 1", "2", True)])

    assert tables.goals([part]).splitlines()[2:] == [
        "| Few | ≥ 1 | – | cannot be told |", "| Many | ≥ 1 | 2 | yes |"
    ]  # fmt: skip


def test_only_what_comes_after_the_first_thousand_counts() -> None:
    early = [(row("first"), "reject"), (row("second", True), "publish")]
    early += [(row(str(number)), "hold") for number in range(998)]
    late = [
        *((row(str(number), source="a"), "publish") for number in range(159)),
        (row("lost", source="a"), "reject"),
        # Of so few, one says nothing.
        *((row(str(number), source="b"), "publish") for number in range(19)),
        (row("lost, too", source="b"), "reject"),
        *((row(str(number), True), "reject") for number in range(15)),
        *((row(str(number), True), "hold") for number in range(4)),
        (row("slipped through", True), "publish"),
    ]

    found = streams.outcome([early + late, early])
    assert (found.counted, found.genuine, found.rejected, found.early) == (200, 180, 2, 2)
    assert found.worst == pytest.approx(1 / 160)
    assert (found.held, found.genuine_held) == (0.02, 0)
    assert (found.published, found.caught) == (0.05, 0.75)


def test_the_filter_answers_for_each_comment() -> None:
    some = crowd()[::40]

    answers = service_side.judged(some, some[:3])
    assert [0 <= one.score <= 1 for one in answers] == [True] * 3
    assert {one.verdict for one in service_side.streamed(some)} <= {"publish", "hold", "reject"}
