"""The pages of the public record: the moderation report, and the privacy page's last part."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from comments_service.actions.decide import decide
from comments_service.actions.record import publish_record
from comments_service.actions.service import Service
from comments_service.contract.cleanup import write_cleanup
from comments_service.contract.figures import (
    Figures,
    Month,
)
from comments_service.contract.record_pages import days, places, render_figures, render_privacy
from comments_service.domain.states import Verb
from comments_service.outbox.worker import drain
from tests.actions.recorded import INSULT, place, received
from tests.support import ANNA, NOW, make_newsroom, waiting_jobs


@pytest.fixture(scope="module", name="shared")
def one_for_all(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return make_newsroom(tmp_path_factory.mktemp("figures"))


def test_a_hundred_decisions_are_counted_and_written_once_and_within_a_minute(
    service: Service,
) -> None:
    page = place(service, "de/moderationsbericht/index.html", "figures")
    for number in range(10):
        received(service, number)
        decide(service, f"c{number}", Verb.PUBLISH, ANNA, NOW)
    assert len([j for j in waiting_jobs(service.db) if j["kind"] == "record"]) == 1
    drain(service, NOW + timedelta(seconds=30))
    assert "November" not in page.read_text("utf-8")

    drain(service, NOW + timedelta(seconds=60))

    assert "November 2026" in page.read_text("utf-8")
    data = json.loads((service.paths.output / "comments" / "moderation.json").read_bytes())
    assert data["months"][0]["published"] == 10


def test_nothing_public_names_anybody_or_quotes_a_comment(service: Service) -> None:
    page = place(service, "de/moderationsbericht/index.html", "figures")
    for number in range(6):
        received(service, number)
        decide(service, f"c{number}", Verb.REJECT, ANNA, NOW, grounds=INSULT)
    publish_record(service, NOW)

    public = page.read_text("utf-8") + (
        service.paths.output / "comments" / "moderation.json"
    ).read_text("utf-8")
    for secret in ("Ruth", "Gute Sache", ANNA, "Esel", "c1"):
        assert secret not in public


def test_page_and_service_agree_on_the_places(shared: Service) -> None:
    pages = {"de": {"privacy": "/de/datenschutz/"}, "en": {}}

    assert places(shared.config, pages) == [
        ("de", "figures", "/de/moderationsbericht/"),
        ("de", "privacy", "/de/datenschutz/"),
        ("en", "figures", "/en/moderation-report/"),
    ]


@pytest.mark.parametrize("lang", ["de", "en", "fr", "it"])
def test_the_tables_are_in_each_language(shared: Service, lang: str) -> None:
    figures = Figures(NOW, (Month("2026-11", rejected=6, reasons={"REST": 7, "SPAM": 5}),))

    html = render_figures(shared.jinja, shared.config, lang, figures)

    names = {"de": "Spam oder Werbung: 5; Andere Gründe: 7", "en": "Spam or advertising: 5; Other"}
    assert names.get(lang, ": 5") in html
    assert html.count("<caption") == 4
    assert 'scope="row">' in html
    assert html.count("data-column=") == 14, "on a phone, each number names its column"


# The privacy page's last part.


@pytest.fixture(autouse=True)
def without_akismet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSROOM_AKISMET_KEY", raising=False)


def privacy(service: Service, lang: str = "de") -> str:
    return render_privacy(service.jinja, service.config, lang, {}, None)


def test_the_privacy_page_says_the_default_periods(shared: Service) -> None:
    html = privacy(shared)

    for period in ("48 Stunden", "14 Tage", "6 Monate nach dem Entscheid", "3 Jahre", "35 Tage"):
        assert f"<td>{period}</td>" in html
    assert "so lange wie der Beitrag" in html
    assert 'href="/comments/data"' in html


def test_akismet_is_named_only_where_it_is_on(
    shared: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Akismet" not in privacy(shared)
    assert "Spam prüfen wir selbst, ohne Dritte." in privacy(shared)

    monkeypatch.setenv("NEWSROOM_AKISMET_KEY", "secret")

    assert "Automattic (USA)" in privacy(shared)
    assert "ohne Dritte" not in privacy(shared)


def test_the_day_of_the_last_clean_up_stands_on_the_page(service: Service) -> None:
    page = place(service, "de/datenschutz/index.html", "privacy")
    write_cleanup(service.paths.cleanup, NOW)
    publish_record(service, NOW)

    assert "Letzte Löschung: 20. November 2026." in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "1 Tag"), (14, "14 Tage"), (35, "35 Tage"), (182, "6 Monate"), (183, "6 Monate"),
        (90, "90 Tage"), (91, "3 Monate"), (365, "1 Jahr"), (730, "2 Jahre"),
    ],
)  # fmt: skip
def test_periods_are_told_in_units_that_people_use(shared: Service, number: int, told: str) -> None:
    assert days(number, shared.translator("de")) == told


@pytest.mark.parametrize("work", [False, True])
def test_the_privacy_page_tells_what_rules_look_at_and_what_the_filter_learns(
    tmp_path: Path, work: bool
) -> None:
    asks = "proof_of_work = true" if work else ""
    service = make_newsroom(tmp_path, comments=asks)
    html = render_privacy(service.publisher.jinja, service.config, "en", {}, None)

    assert ("calculation" in html) is work
    for words in (
        "how long after opening it was sent",
        "from the same sender within ten minutes",
        "kept with the comment",
        "one in five",
        "there you can object",
        "or it has stood for seven days",
        "if you delete the comment while we have its text",
    ):
        assert words in html, words
