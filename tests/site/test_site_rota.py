"""Who can be reached today: topics, languages, absences and their deputies."""

from datetime import datetime, timedelta

import pytest

from comments_service.contract.config_file import load
from comments_service.contract.due import read_schedule
from comments_service.contract.paths import paths_for
from tests.site.conftest import ZONE, SiteFolder

NOW = datetime.now(ZONE)

PEOPLE = """[[contacts]]
name = "Bea Bau"
role = { de = "Bau", en = "Construction" }
phone = "+41 71 555 01 21"
email = "bea.bau@muster.example"
topics = ["bau"]
[[contacts]]
name = "Carl Frei"
role = { de = "Reserve", en = "Reserve" }
phone = "+41 71 555 01 22"
email = "carl.frei@muster.example"
languages = ["en"]
[comments]"""


def day(days: int) -> str:
    return f"{NOW + timedelta(days=days):%Y-%m-%d}"


def absence(since: int, until: int, deputy: str) -> str:
    return (
        f'[[contacts.absences]]\nfrom = {day(since)}\nuntil = {day(until)}\ndeputy = "{deputy}"\n'
    )


def names(site: SiteFolder, address: str) -> list[str]:
    return [e.text_content() for e in site.tree(address).find_class("contact__name")]


def test_contacts_stand_where_their_topics_and_languages_are(site: SiteFolder) -> None:
    site.configure(("[comments]", PEOPLE))
    site.post("building", title="Bau", topics="[bau]")
    site.post("quiet", title="Stilles", topics="[still]")
    site.post("english", title="English", lang="en")
    site.build()

    assert names(site, "/de/2026/bau/") == ["Bea Bau", "Anna Meier"]
    assert names(site, "/de/2026/stilles/") == ["Anna Meier"]
    assert names(site, "/de/medien/") == ["Anna Meier", "Bea Bau"]
    assert names(site, "/en/press/") == ["Anna Meier", "Bea Bau", "Carl Frei"]


def test_a_post_may_name_its_contacts(site: SiteFolder) -> None:
    site.configure(("[comments]", PEOPLE))
    site.post("text", title="Titel", topics="[still]", contacts="[bea-bau]")
    site.build()

    assert names(site, "/de/2026/titel/") == ["Bea Bau"]


def test_the_deputy_stands_in_and_says_for_whom(site: SiteFolder) -> None:
    away = PEOPLE.replace("[comments]", "[comments]").replace(
        'topics = ["bau"]\n', 'topics = ["bau"]\n' + absence(-1, 1, "carl-frei")
    )
    site.configure(("[comments]", away))
    site.post("building", title="Bau", topics="[bau]")
    site.build()

    assert names(site, "/de/2026/bau/") == ["Anna Meier", "Carl Frei"], "Carl has no German"
    assert "Vertritt Bea Bau bis" in site.read("/de/2026/bau/")
    assert "bea.bau@" not in site.read("/de/2026/bau/")


@pytest.mark.parametrize(("since", "until", "left"), [(2, 4, 2), (-1, 3, 4)])
def test_a_build_is_due_when_somebody_leaves_or_returns(
    site: SiteFolder, since: int, until: int, left: int
) -> None:
    away = 'email = "anna.meier@muster.example"\n'
    site.configure(("[comments]", PEOPLE), (away, away + absence(since, until, "bea-bau")))
    site.build()

    due = read_schedule(paths_for(load()).due).due
    assert due is not None
    assert f"{due.at.astimezone(ZONE):%Y-%m-%d %H:%M}" == f"{day(left)} 00:00"
    assert "Anna Meier is" in due.why


def test_a_deputy_who_is_a_contact_answers_for_both(site: SiteFolder) -> None:
    away = 'email = "anna.meier@muster.example"\n'
    site.configure(("[comments]", PEOPLE), (away, away + absence(-1, 1, "bea-bau")))
    site.build()

    assert names(site, "/de/medien/") == ["Bea Bau"]
    page = site.read("/de/medien/")
    assert "Vertritt Anna Meier bis" in page
    assert "Alle Themen" in page, "who stands in for a generalist answers everything"
    assert names(site, "/en/press/") == ["Bea Bau", "Carl Frei"]


def test_a_deputy_without_the_language_stands_last(site: SiteFolder) -> None:
    away = 'email = "anna.meier@muster.example"\n'
    people = PEOPLE.replace('topics = ["bau"]\n', 'languages = ["de"]\n')
    site.configure(("[comments]", people), (away, away + absence(-1, 1, "bea-bau")))
    site.build()

    assert names(site, "/en/press/") == ["Carl Frei", "Bea Bau"]
    assert "German" in site.read("/en/press/")


def test_a_deputy_who_is_away_has_a_deputy(site: SiteFolder) -> None:
    away = PEOPLE.replace(
        'topics = ["bau"]\n', 'topics = ["bau"]\n' + absence(-1, 1, "carl-frei")
    ).replace('languages = ["en"]\n', 'languages = ["en"]\n' + absence(0, 0, "anna-meier"))
    site.configure(("[comments]", away))
    site.post("building", title="Bau", topics="[bau]")
    site.build()

    assert names(site, "/de/2026/bau/") == ["Anna Meier"]


def test_it_is_told_when_nobody_can_be_reached(site: SiteFolder) -> None:
    everybody = PEOPLE.replace('topics = ["bau"]\n', absence(0, 2, "anna-meier"))
    site.configure(
        (
            'email = "anna.meier@muster.example"\n',
            'email = "anna.meier@muster.example"\n' + absence(0, 2, "bea-bau"),
        ),
        ("[comments]", everybody.split('[[contacts]]\nname = "Carl')[0] + "[comments]"),
    )

    done = site.run()

    assert done.returncode == 0, done.stderr
    assert "nobody can be reached in 'de' today: every contact and every deputy is away" in (
        done.stderr
    )


@pytest.mark.parametrize("mailbox", ["info", "presse", "Media", "kontakt"])
def test_a_contact_is_a_person_and_no_mailbox(site: SiteFolder, mailbox: str) -> None:
    site.configure(("anna.meier@", f"{mailbox}@"))

    done = site.run()

    assert done.returncode != 0
    assert "is nobody's own" in done.stderr


def test_an_absence_that_cannot_be_is_a_fault(site: SiteFolder) -> None:
    site.configure(
        (
            'email = "anna.meier@muster.example"\n',
            'email = "anna.meier@muster.example"\n' + absence(2, 1, "anna-meier"),
        )
    )

    done = site.run()

    assert "the absence ends before it begins" in done.stderr
    assert "the deputy 'anna-meier' of Anna Meier is not another contact" in done.stderr
