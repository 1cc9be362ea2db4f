"""Searching and filtering, by a plain form whose address can be kept."""

from itertools import count

import pytest

from comments_service.actions import colleagues
from comments_service.domain.comment import Grounds
from comments_service.domain.search import Search, full_text
from comments_service.domain.states import Verb
from comments_service.storage import moderators, reports
from comments_service.storage.reports import Report
from tests.support import NOW, THREAD, fields
from tests.web import CLOSED, ENGLISH, text, tree


@pytest.fixture
def found(desk):
    """The texts that an address of the queue shows."""
    return lambda query: [
        " ".join(e.text_content().split())
        for e in tree(desk.get(f"?{query}")).xpath("//article/div[contains(@class, 'card__text')]")
    ]


def test_words_are_found_by_how_they_begin_without_capitals_and_accents(room, found):
    for body in ("Die Turbine läuft", "Turbinen sind laut", "Nichts davon", "Café crème"):
        room.sent(body)

    assert found("tab=all&words=turbine") == ["Turbinen sind laut", "Die Turbine läuft"]
    assert found("tab=all&words=turb+laut") == ["Turbinen sind laut"]
    assert found("words=CAFE") == ["Café crème"]
    assert found('tab=all&words="turbine+läuft"') == ["Die Turbine läuft"]
    assert found("tab=all&words=urbine") == []


@pytest.mark.parametrize(
    "words",
    ['"', '""', '"a', "a OR", "NEAR(", "a AND NOT b", "body:x", "*", "(", "^a", "a*b", "{x}", "-",
     "'; DROP TABLE comments", "\0", "a" * 500, "…", "😀", "body : ", '"*"', "author:\"x"],
)  # fmt: skip
def test_nothing_that_is_typed_is_read_as_syntax(room, desk, words):
    room.sent("Hallo")
    for name in ("words", "author"):
        answer = desk.get("", query_string={"tab": "all", name: words})
        assert answer.status_code == 200
        assert "Hallo" not in text(answer).replace("Hallo …", "")


def test_each_term_stands_in_quotes_of_its_own():
    query = full_text(Search(words='neu "zwei Worte" a', author="Otto", link=True))

    assert query == (
        '("neu" *) AND ("zwei Worte" *) AND ("a") AND (author : "Otto" *)'
        ' AND (body : ("http" OR "https" OR "www"))'
    )


def test_filters_narrow_what_is_found(room, desk, found):
    db = room.service.db
    me = moderators.by_name(db, "Lea Brunner")
    other = moderators.get(db, moderators.add(db, "Beat Frei", "Chef", NOW))
    plain = room.sent("Schlicht")
    linked = room.sent("Mit https://a.example", author="Otto Link")
    room.client().post(f"/comments/{ENGLISH}", data=fields("In English"))
    gone = room.sent("Böse")
    room.decide(gone.id, Verb.REJECT, Grounds("INSULT", "Darum", "rule"))
    reports.add(
        db, Report("r1", plain.id, THREAD, "de", NOW, "HATE", "Schlimm", "Käthi", None)
    )  # fmt: skip
    colleagues.ask(room.service, linked.id, "Und?", me.id, other, NOW)
    desk.decide(room.sent("Meins"), "publish")

    for query, expected in {
        "link=yes": ["Mit https://a.example"],
        "tab=all&reported=yes": ["Schlicht"],
        "tab=all&asked=yes": ["Mit https://a.example"],
        "tab=all&mine=yes": ["Meins"],
        "lang=en": ["In English"],
        f"thread={ENGLISH}": ["In English"],
        f"tab=all&thread={CLOSED}": [],
        "tab=all&reason=INSULT": ["Böse"],
        "tab=rejected": ["Böse"],
        "author=otto": ["Mit https://a.example"],
        f"tab=all&name={linked.id}": ["Mit https://a.example"],
        f"tab=all&address={plain.id}": [],
        "since=2026-11-20&lang=en": ["In English"],
        "since=2026-11-21": [],
        "until=2026-11-19": [],
        "until=2026-11-20&lang=en": ["In English"],
        "overdue=yes": [],
    }.items():
        assert found(query) == expected, query


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize("value", ["gestern", "2026-13-01", "0001-01-01", "9999-12-31", "2026"])
def test_a_date_that_is_none_is_told_at_its_field(desk, name, value):
    answer = desk.get("", query_string={name: value})

    assert answer.status_code == 200
    assert tree(answer).xpath(f"//input[@name='{name}']/@aria-invalid") == ["true"]
    assert "2026-11-20" in text(answer)


@pytest.mark.parametrize(
    "query", ["reason=NONE", "lang=xx", "thread=x", "name=%3Cb%3E", "link=no", "page=x", "x=y",
              "address=' OR 1"]
)  # fmt: skip
def test_what_no_form_of_ours_sends_counts_as_not_asked_for(room, found, query):
    room.sent("Hallo")

    assert found(query) == ["Hallo"]


def test_the_form_keeps_what_was_asked_for_and_pages_do_too(room, desk):
    numbers = count()
    for _ in range(26):
        room.sent(f"Gleich Nummer {next(numbers)}", author=f"Name {next(numbers)}")
        room.clock.forward(seconds=30)
    page = tree(desk.get("?words=gleich&lang=de"))

    assert page.xpath("//input[@name='words']/@value") == ["gleich"]
    assert page.xpath("//select[@name='lang']/option[@selected]/@value") == ["de"]
    (onward,) = page.xpath("//a[@rel='next']/@href")
    assert "26 gefunden" in text(desk.client.get(onward))
    assert len(tree(desk.client.get(onward)).xpath("//article")) == 1


def test_what_was_erased_is_found_no_more(room, desk, found, client):
    comment = room.sent("Mein Geheimnis")
    assert found("tab=all&words=geheimnis") == ["Mein Geheimnis"]
    client.post(f"{room.receipt(comment)}/withdraw")

    assert found("tab=all&words=geheimnis") == []
