"""Appeals, reports, errors found in announcements, confirmed addresses, one's own data."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from comments_service.actions import confirm, own_data, wishes
from comments_service.actions.appeal import appeal
from comments_service.actions.decide import decide
from comments_service.actions.decide_revision import decide_revision
from comments_service.actions.edit import edit
from comments_service.actions.export_own import comment_data, everything
from comments_service.actions.report import report
from comments_service.actions.service import Service
from comments_service.actions.slip import point_out
from comments_service.actions.submit import submit
from comments_service.actions.tokens import Purpose
from comments_service.contract.threads import Announcement, Manifest, write_manifest
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.errors import Invalid, LinkExpired, MoveRefused, UnknownComment
from comments_service.domain.states import State, Verb
from comments_service.storage import (
    appeals,
    comments,
    log,
    mail_state,
    moderators,
    reports,
    revisions,
    slips,
)
from comments_service.storage.sent_with import sent_with
from tests.actions.office import comment as office_comment
from tests.support import ANNA, NOW, READER, SITE, SPAM, THREAD, fields, known_spam, thread

POST = "6f1c9d52-0b7e-4c39-9a55-0c8f7b1f4b01"
REASON = Grounds("OFFTOPIC", "Kein Bezug.", "rule")
REPORT = {
    "code": "INSULT", "explanation": "Das ist eine Beleidigung.", "name": "Beat Frei",
    "email": "beat@example.org", "faith": "yes",
}  # fmt: skip


@pytest.fixture(autouse=True)
def spam_is_known(service: Service) -> None:
    known_spam(service)


@pytest.fixture
def service(service: Service) -> Service:
    write_manifest(
        service.paths.threads,
        Manifest(SITE, {THREAD: thread()},
                 posts={POST: Announcement(POST, "de", "Neue Anlage", "/de/2026/x/", "x.md")}),
    )  # fmt: skip
    return service


def sent(service: Service, body: str = "Wann?", **more: str) -> Comment:
    receipt = submit(service, THREAD, fields(body, **more), READER, NOW)
    return comments.get(service.db, service.tokens.comment_of(receipt.token))


def refused(service: Service, by: Any = ANNA) -> Comment:
    comment = sent(service)
    return decide(service, comment.id, Verb.REJECT, by, NOW, grounds=REASON).comment


def public(service: Service, **more: str) -> Comment:
    return decide(service, sent(service, **more).id, Verb.PUBLISH, ANNA, NOW).comment


def test_an_appeal_names_who_decided_so_that_another_person_looks(service: Service) -> None:
    moderators.add(service.db, "Beat Frei", "Leiter", NOW)
    [beat] = moderators.everyone(service.db)
    comment = refused(service, beat)
    filed = appeal(service, comment.id, " Doch, es passt.\r\nSehr. ", NOW)

    assert (filed.text, filed.against, filed.revision) == ("Doch, es passt.\nSehr.", beat.id, 1)
    assert appeals.open_ones(service.db) == [filed]
    assert log.of_comment(service.db, comment.id)[-1].action == "appeal"


def test_an_appeal_sent_twice_is_one(service: Service) -> None:
    comment = refused(service)

    assert appeal(service, comment.id, "Doch.", NOW) == appeal(service, comment.id, "Anders.", NOW)
    assert len(appeals.of_comment(service.db, comment.id)) == 1


def test_a_later_text_that_was_refused_can_be_appealed_too(service: Service) -> None:
    moderators.add(service.db, "Beat Frei", "Leiter", NOW)
    [beat] = moderators.everyone(service.db)
    comment = public(service)
    edit(service, comment.id, "Anders", READER, NOW)
    decide_revision(service, comment.id, Verb.REJECT, beat, NOW, grounds=REASON)
    filed = appeal(service, comment.id, "Doch.", NOW)

    assert (filed.revision, filed.against) == (2, beat.id)


def test_an_appeal_needs_a_decision_words_and_six_months(service: Service) -> None:
    comment = refused(service)
    for body in ("", "\u200b", "a\x00", "x" * 5001):
        with pytest.raises(Invalid):
            appeal(service, comment.id, body, NOW)
    with pytest.raises(MoveRefused):
        appeal(service, comment.id, "Spät", NOW + timedelta(days=182))
    with pytest.raises(MoveRefused):
        appeal(service, public(service).id, "Wogegen?", NOW)
    appeal(service, comment.id, "Noch rechtzeitig", NOW + timedelta(days=180))


def test_an_appeal_does_not_tell_of_a_rules_verdict_either(service: Service) -> None:
    comment = sent(service, SPAM)
    with pytest.raises(MoveRefused):
        appeal(service, comment.id, "Warum?", NOW + timedelta(hours=23))

    later = NOW + timedelta(hours=25)
    assert appeal(service, comment.id, "Warum?", later).against is None


def test_a_report_is_kept_and_removes_nothing(service: Service) -> None:
    comment = public(service)
    filed = report(service, comment.id, REPORT, "de", NOW)

    assert reports.open_ones(service.db) == [filed]
    assert (filed.thread, filed.text) == (THREAD, "Das ist eine Beleidigung.")
    assert comments.get(service.db, comment.id) == comment
    [*_, entry] = log.of_comment(service.db, comment.id)
    assert (entry.action, entry.reason, entry.explanation) == ("report", "INSULT", "")


def test_a_report_sent_twice_is_one(service: Service) -> None:
    comment = public(service)
    first = report(service, comment.id, REPORT, "de", NOW)

    assert report(service, comment.id, REPORT, "de", NOW + timedelta(minutes=5)) == first
    assert report(service, comment.id, {**REPORT, "code": "HATE"}, "de", NOW) != first


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"code": ""}, {"code"}),
        ({"code": "SPAM"}, {"code"}),
        ({"explanation": " "}, {"explanation"}),
        ({"name": ""}, {"name"}),
        ({"email": ""}, {"email"}),
        ({"email": "x"}, {"email"}),
        ({"faith": ""}, {"faith"}),
        ({"website": "http://x.example"}, {""}),
        ({"code": "CHILD", "name": "", "email": ""}, set()),
        ({"code": "CHILD", "name": "", "email": "x"}, {"email"}),
        ({"code": "LAW"}, set()),
        (dict.fromkeys(REPORT, ""), {"code", "explanation", "name", "email", "faith"}),
    ],
)
def test_what_a_report_needs(service: Service, changed: dict[str, str], faults: set[str]) -> None:
    comment = public(service)
    if faults:
        with pytest.raises(Invalid) as found:
            report(service, comment.id, REPORT | changed, "de", NOW)
        assert set(found.value.errors) == faults
    else:
        report(service, comment.id, REPORT | changed, "de", NOW)
    assert len(reports.open_ones(service.db)) == (0 if faults else 1)


def test_only_what_everybody_sees_can_be_reported(service: Service) -> None:
    for comment_id in (sent(service).id, refused(service).id, "unknown"):
        with pytest.raises(UnknownComment):
            report(service, comment_id, REPORT, "de", NOW)


def test_an_error_in_an_announcement_is_kept_apart(service: Service) -> None:
    data = {"body": "Es sind 12 MW.", "name": "", "email": ""}
    found = point_out(service, POST, data, NOW)

    assert slips.open_ones(service.db) == [found]
    assert point_out(service, POST, data, NOW) == found
    assert comments.everything(service.db) == []
    for bad in ({"body": ""}, {"email": "x"}, {"name": "x" * 81}, {"website": "x"}):
        with pytest.raises(Invalid):
            point_out(service, POST, data | bad, NOW)


def test_an_address_is_confirmed_by_its_link_within_fourteen_days(service: Service) -> None:
    comment = sent(service, email="ruth@example.org")
    filed = report(service, public(service, body="Anderes").id, REPORT, "de", NOW)
    found = point_out(service, POST, {"body": "Falsch", "email": "b@example.org"}, NOW)
    for what, item in (("comment", comment), ("report", filed), ("slip", found)):
        token = service.tokens.sign(Purpose.CONFIRM, [what, item.id], NOW)
        with pytest.raises(LinkExpired):
            confirm.confirm(service, token, NOW + timedelta(days=15))
        assert not confirm.asked(service, token, NOW).confirmed
        assert confirm.confirm(service, token, NOW + timedelta(days=13)).confirmed
        again = confirm.confirm(service, token, NOW + timedelta(days=14))
        assert again.item.confirmed_at == NOW + timedelta(days=13)

    after = comments.get(service.db, comment.id)
    assert (after.wants_replies, after.wants_decisions) == (True, True)


@pytest.mark.parametrize("values", [[], ["comment"], ["comment", "x"], ["x", "y"], ["", "", ""]])
def test_a_link_to_nothing_confirms_nothing(service: Service, values: list[str]) -> None:
    with pytest.raises(UnknownComment):
        confirm.confirm(service, service.tokens.sign(Purpose.CONFIRM, values, NOW), NOW)


def test_an_address_that_was_deleted_cannot_be_confirmed(service: Service) -> None:
    comment = sent(service, email="ruth@example.org")
    token = service.tokens.sign(Purpose.CONFIRM, ["comment", comment.id], NOW)
    comments.rewrite(service.db, replace(comment, email=None))

    with pytest.raises(UnknownComment):
        confirm.confirm(service, token, NOW)


@pytest.mark.parametrize(
    ("which", "left"), [("replies", (False, True)), ("decisions", (True, False)),
                        ("", (False, False)), ("x", (False, False))],
)  # fmt: skip
def test_a_mailed_link_turns_off_what_the_mail_was_about(
    service: Service, which: str, left: tuple[bool, bool]
) -> None:
    comment = sent(service)
    token = service.tokens.sign(Purpose.MAILS, [comment.id, which], NOW)
    for _ in range(2):
        found, kind = wishes.of_link(service, token, NOW + timedelta(days=900))
        wishes.turn_off(service, found, kind)

    after = comments.get(service.db, comment.id)
    assert (after.wants_replies, after.wants_decisions) == left


def of_address(service: Service) -> tuple[Comment, Comment]:
    """Everything that one person can send, and a neighbour's comment."""
    mine = public(service, email="Ruth@Example.org", body="Mein Text")
    other = public(service, email="x@example.org", body="Nicht meiner")
    report(service, other.id, {**REPORT, "email": "ruth@example.org"}, "de", NOW)
    point_out(service, POST, {"body": "Falsch", "name": "R", "email": "ruth@example.org"}, NOW)
    return mine, other


def test_everything_sent_with_an_address_is_listed_and_exported(service: Service) -> None:
    mine, _ = of_address(service)
    link = service.tokens.sign(Purpose.DATA, ["ruth@example.org", "de"], NOW)
    email, lang, found = own_data.of_link(service, link, NOW + timedelta(hours=23))
    data = json.loads(json.dumps(everything(service, email, found, NOW)))

    assert (lang, [c["id"] for c in data["comments"]]) == ("de", [mine.id])
    assert data["comments"][0]["text"] == "Mein Text"
    assert [r["reason"] for r in data["reports"]] == ["INSULT"]
    assert [s["text"] for s in data["errors_found"]] == ["Falsch"]
    assert ANNA not in json.dumps(data)
    with pytest.raises(LinkExpired):
        own_data.of_link(service, link, NOW + timedelta(hours=25))


def test_all_of_it_can_be_erased(service: Service) -> None:
    mine, other = of_address(service)
    own_data.erase_all(service, sent_with(service.db, "ruth@example.org"), NOW)

    assert comments.get(service.db, mine.id).state is State.WITHDRAWN
    assert comments.get(service.db, other.id) == other
    [filed] = reports.open_ones(service.db)
    assert (filed.name, filed.email, filed.text, filed.code) == ("", None, "", "INSULT")
    [slip] = slips.of_post(service.db, POST)
    assert (slip.name, slip.email, slip.text, slip.state) == ("", None, "", "dismissed")
    assert not sent_with(service.db, "ruth@example.org")


def test_all_of_it_can_be_anonymised(service: Service) -> None:
    mine, _ = of_address(service)
    own_data.anonymise_all(service, sent_with(service.db, "ruth@example.org"), NOW)

    after = comments.get(service.db, mine.id)
    assert (after.author, after.body, after.state) == ("Anonym", "Mein Text", State.PUBLISHED)
    [slip] = slips.of_post(service.db, POST)
    assert (slip.name, slip.email, slip.text, slip.state) == ("", None, "Falsch", "open")


def test_the_export_tells_no_verdict_of_a_rule_before_its_time(service: Service) -> None:
    caught = sent(service, SPAM, email="ruth@example.org")
    beside = public(service, email="ruth@example.org", body="Gut")
    edit(service, beside.id, SPAM + " x", READER, NOW)
    assert revisions.of_comment(service.db, beside.id)[0].state is State.SPAM
    found = sent_with(service.db, "ruth@example.org")

    def exported(hours: int) -> dict[str, Any]:
        data = everything(service, "ruth@example.org", found, NOW + timedelta(hours=hours))
        return {one["id"]: one for one in data["comments"]}

    early, late = exported(23), exported(25)
    assert (early[caught.id]["state"], early[caught.id]["decision"]) == ("pending", None)
    assert early[beside.id]["waiting_text"]["text"] == SPAM + " x"
    assert (early[beside.id]["decision"], early[beside.id]["refused_texts"]) == (None, [])
    assert late[caught.id]["decision"]["automated"] is True
    assert late[beside.id]["decision"]["decision"] == "not published"


def test_asking_for_data_costs_the_same_whether_there_are_any(service: Service) -> None:
    """As many rows written, and no look at every comment: time would tell otherwise."""
    service.send_mail = lambda _: None
    sent(service, email="ruth@example.org")
    for email in ("RUTH@example.org", "niemand@example.org"):
        before = service.db.conn.total_changes
        own_data.ask(service, email, "de", NOW)
        assert service.db.conn.total_changes - before == 1
    plans = []
    for email in ("RUTH@example.org", "niemand@example.org"):
        asked: list[str] = []
        service.db.conn.set_trace_callback(asked.append)
        mail_state.carrier(service.db, email)
        service.db.conn.set_trace_callback(None)
        found = [
            service.db.conn.execute(f"EXPLAIN QUERY PLAN {query}").fetchone()[3]
            for query in asked
            if query.startswith("SELECT")
        ]
        plans.append(found)
    assert plans[0] == plans[1]
    for table, plan in zip(("comments", "reports", "slips"), plans[0], strict=True):
        assert f"USING INDEX {table}_email_lower" in plan


def test_own_data_say_how_long_the_filter_remembers_and_nothing_of_what_is_not_told(
    service: Service,
) -> None:
    one = office_comment(service)
    assert _remembers(service, one.id) is None
    decide(service, one.id, Verb.SPAM, ANNA, NOW)
    assert _remembers(service, one.id) == "2027-11-20"

    # What a rule alone says is told later.
    again = replace(comments.get(service.db, one.id), automated=True)
    comments.save(service.db, again)
    assert _remembers(service, one.id) is None
    assert _remembers(service, one.id, NOW + timedelta(hours=25)) == "2027-11-20"


def _remembers(service: Service, comment: str, now: datetime = NOW) -> object:
    found = comment_data(service, comments.get(service.db, comment), now)
    return found["spam_filter_remembers_until"]
