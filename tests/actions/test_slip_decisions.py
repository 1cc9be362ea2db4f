"""Errors that readers found: answered, dismissed, or made a dated correction of the post."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from comments_service.actions.decide_slip import correct_post, settle_slip
from comments_service.actions.service import Service
from comments_service.contract.content_file import read_post
from comments_service.contract.due import Schedule, read_schedule, write_schedule
from comments_service.domain.errors import CorrectionRefused, Invalid, MoveRefused
from comments_service.editing import sheet
from comments_service.storage import slips
from comments_service.storage.slips import SlipState
from tests.actions.office import FOUND, LATER, POST, person, slip
from tests.support import NOW, logged

TEXT = f"""\
---
id: {POST}
title: Neue Anlage am Seeufer
lang: de
kind: note
topics: [technik]
authors: [anna-meier]
date: 2026-11-10 09:00
status: published
---

Die Anlage leistet 302 Megawatt.
"""


@pytest.fixture
def post(service: Service) -> Path:
    path = service.paths.content / "posts" / "anlage.md"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, "utf-8")
    return path


def test_a_slip_becomes_a_dated_correction(service: Service, post: Path) -> None:
    anna, made = person(service, "Anna"), slip(service)
    write_schedule(service.paths.due, Schedule(NOW, None))

    correct_post(service, made.id, f" {FOUND} ", "Danke für den Hinweis.", anna, LATER)

    [correction] = read_post(post, service.config)[0].corrections
    assert (correction.text, correction.date) == (FOUND, LATER)
    settled = slips.get(service.db, made.id)
    assert (settled.state, settled.moderator, settled.explanation) == (
        SlipState.CORRECTED, anna.id, "Danke für den Hinweis.",
    )  # fmt: skip
    schedule = read_schedule(service.paths.due)
    assert schedule is not None
    assert schedule.reason(LATER).endswith("was corrected")
    [row] = logged(service.db, 5)
    assert (row.action, row.explanation) == ("slip corrected", FOUND)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"status: published": "status: draft"}, "the post is draft"),
        ({"kind: note": "kind: nonsense"}, "nonsense"),
        ({POST: str(uuid4())}, "no text has the id"),
        ({"---\nid": "id"}, ""),
    ],
)
def test_a_post_that_cannot_take_a_correction_says_why(
    service: Service, post: Path, changes: dict[str, str], told: str
) -> None:
    anna, made = person(service, "Anna"), slip(service)
    text = TEXT
    for old, new in changes.items():
        text = text.replace(old, new, 1)
    post.write_text(text, "utf-8")

    with pytest.raises(CorrectionRefused) as found:
        correct_post(service, made.id, FOUND, "", anna, LATER)

    assert told in str(found.value)
    assert post.read_text("utf-8") == text
    assert slips.get(service.db, made.id) == made
    assert logged(service.db, 5) == []


def test_a_post_that_was_approved_is_corrected_by_hand(service: Service, post: Path) -> None:
    anna, made = person(service, "Anna"), slip(service)
    approval = f"approved_by: beat-frei\napproved: 2026-11-09\napproval: {'a' * 32}\n"
    approved = TEXT.replace("status: published\n", f"status: published\n{approval}")
    post.write_text(approved, "utf-8")

    with pytest.raises(CorrectionRefused, match="a second person has approved"):
        correct_post(service, made.id, FOUND, "", anna, LATER)
    assert post.read_text("utf-8") == approved

    settle_slip(service, made.id, SlipState.CORRECTED, "", anna, LATER)
    assert slips.get(service.db, made.id).state is SlipState.CORRECTED


def test_a_folder_that_cannot_be_written_leaves_the_slip_open(
    service: Service, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(post))

    anna, made = person(service, "Anna"), slip(service)
    monkeypatch.setattr(sheet, "replace_file", refuse)

    with pytest.raises(CorrectionRefused, match="Permission denied"):
        correct_post(service, made.id, FOUND, "", anna, LATER)

    assert slips.get(service.db, made.id) == made
    assert logged(service.db, 5) == []


def test_a_post_that_changed_meanwhile_is_left_alone(
    service: Service, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, made = person(service, "Anna"), slip(service)
    lapsed = sheet.Sheet.lapsed

    def meanwhile(self: sheet.Sheet) -> object:
        post.write_text(TEXT + "\nNeu.\n", "utf-8")
        return lapsed(self)

    monkeypatch.setattr(sheet.Sheet, "lapsed", meanwhile)

    with pytest.raises(CorrectionRefused, match="changed in the meantime"):
        correct_post(service, made.id, FOUND, "", anna, LATER)
    assert post.read_text("utf-8") == TEXT + "\nNeu.\n"
    assert slips.get(service.db, made.id) == made


def test_a_slip_is_answered_or_dismissed_with_words_once(service: Service) -> None:
    anna, made, other = person(service, "Anna"), slip(service), slip(service)
    for state in (SlipState.ANSWERED, SlipState.DISMISSED):
        with pytest.raises(Invalid):
            settle_slip(service, made.id, state, " ", anna, LATER)

    settle_slip(service, made.id, SlipState.ANSWERED, "Beides stimmt.", anna, LATER)
    settle_slip(service, other.id, SlipState.DISMISSED, "Nein.", anna, LATER)

    with pytest.raises(MoveRefused):
        settle_slip(service, made.id, SlipState.DISMISSED, "Nein.", anna, LATER)
    assert slips.get(service.db, made.id) == replace(
        made, state=SlipState.ANSWERED, moderator=anna.id, decided_at=LATER,
        explanation="Beides stimmt.",
    )  # fmt: skip
    assert slips.open_ones(service.db) == []


def test_a_correction_needs_words(service: Service, post: Path) -> None:
    anna, made = person(service, "Anna"), slip(service)

    with pytest.raises(Invalid):
        correct_post(service, made.id, "  ", "", anna, LATER)
