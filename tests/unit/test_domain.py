"""States, submissions and the local spam rules."""

import pytest

from comments_service.domain import submission
from comments_service.domain.errors import Invalid, MoveRefused, TooLong
from comments_service.domain.names import reserved
from comments_service.domain.states import TRANSITIONS, State, Verb, check_move, verbs_for
from comments_service.domain.verdict import Candidate, Outcome, outcome
from comments_service.spam import local
from tests.support import THREAD

LONG = "Ein Satz, den so bald niemand ein zweites Mal schreibt."


def check(**changes: str) -> submission.Submission:
    fields = {"author": "Ruth", "body": "Guten Tag", **changes}
    return submission.check(
        THREAD,
        fields,
        max_length=100,
        consent_needed=False,
        reserved=reserved(
            ["Muster AG", "Tobelwerk AG", "Sturmholz"], ["Lea Brunner", "Maria Sá", "Mia Keller"]
        ),
    )


def verdict(body: str = "Guten Tag", **facts: object) -> Outcome:
    candidate = {"author": "Ruth", "body": body, "sender_recent": 0, "again": False,
                 "same_body": 0, "same_body_spam": 0, **facts}  # fmt: skip
    return outcome(local.check(Candidate(**candidate)))  # type: ignore[arg-type]


def test_what_is_withdrawn_stays_withdrawn() -> None:
    assert TRANSITIONS[State.WITHDRAWN] == set()
    assert verbs_for(State.WITHDRAWN) == []
    for state in State:
        with pytest.raises(MoveRefused):
            check_move(State.WITHDRAWN, state)


def test_every_state_but_the_last_can_be_withdrawn_and_none_goes_to_itself() -> None:
    for state in set(State) - {State.WITHDRAWN}:
        check_move(state, State.WITHDRAWN)
        with pytest.raises(MoveRefused):
            check_move(state, state)


def test_each_state_offers_its_decisions_and_no_others() -> None:
    assert {state: verbs_for(state) for state in State} == {
        State.PENDING: [Verb.PUBLISH, Verb.REJECT, Verb.SPAM],
        State.PUBLISHED: [Verb.REJECT, Verb.SPAM, Verb.RESTORE],
        State.REJECTED: [Verb.PUBLISH, Verb.RESTORE],
        State.SPAM: [Verb.PUBLISH, Verb.RESTORE],
        State.WITHDRAWN: [],
    }


def test_all_faults_of_a_form_are_told_at_once() -> None:
    with pytest.raises(Invalid) as found:
        check(author="  ", body="\u200b \n", email="nobody")

    assert found.value.errors.keys() == {"author", "body", "email"}


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "a\x00b"},
        {"body": "a\u202eb"},
        {"body": "a\u2066b"},
        {"author": "R\x1buth"},
        {"author": "R\u202euth"},
        {"author": "\ud800"},
        {"author": "muster ag"},
        {"author": "M\u200buster-AG"},
        {"author": "ＭＵＳＴＥＲ AG"},
        {"author": "Muster"},
        {"author": "Muster\u3164"},
        {"author": "Мusтer AG"},
        {"author": "Mu5ter Newsroom"},
        {"author": "Mіa Keller"},
        {"author": "Mıa Keller"},
        {"author": "МIА КЕLLЕR"},
        {"author": "ᴍɪᴀ Keller"},
        {"author": "Tobelvverk"},
        {"author": "T0belvverk AG"},
        {"author": "Sturrnholz"},
        {"author": "Lea Brunner Tobelwerk"},
        {"author": "Tobelwerk Kundendienst"},
        {"author": "Kundendienst-Tobelwerk"},
        {"author": "Service T o b e l w e r k"},
        {"author": "(Muster) Lea Brunner"},
        {"author": "[Muster AG] Jemand"},
        {"author": "(Sprecherin) Lea Brunner"},
        {"author": "Jemand - Muster"},
        {"author": "Official answer: Lea Brunner"},
        {"author": "Antwort: Lea Brunner"},
        {"author": "Ꮮea Brunner"},
        {"author": "ꓡea Brunner"},
        {"author": "𝐋𝐞𝐚 𝕭𝖗𝖚𝖓𝖓𝖊𝖗"},
        {"author": "Ⓛea Brunner"},
        {"author": "🅛ea 🅱runner"},
        {"author": "ΜΙΑ ΚΕLLΕR"},
        {"author": "Lea BruΝΝer"},
        {"author": "ʟᴇᴀ ʙʀᴜɴɴᴇʀ"},
        {"author": "Moderator"},
        {"author": "moderatorin"},
        {"author": "Admin 1"},
        {"author": "Adrnin"},
        {"author": "Die Redaktion"},
        {"author": "Presse-Team"},
        {"author": "Moderation (Newsroom)"},
        {"author": "Pressestelle, St. Gallen"},
        {"author": "Offiziell"},
        {"author": "Media Office"},
        {"author": "Service de presse"},
        {"author": "La Rédaction"},
        {"author": "Ufficio stampa"},
        {"author": "Redazione"},
        {"author": "Lea Brunner\u115f"},
        {"author": "Lеa Brunnеr"},
        {"author": "Lea Brunner, Leiterin Kommunikation"},
        {"author": "Lea Brunner (Muster)"},
        {"author": "Lea Brunner!"},
        {"author": "Frau Lea Brunner"},
        {"author": "Muster Pressestelle"},
        {"author": "Muster 1"},
        {"author": "Offizielle Antwort: Jemand"},
        {"author": "\u3164\u2800"},
        {"body": "\u034f\u206a\U000e0041"},
        {"author": "x" * 81},
        {"email": "a@b.example\nBcc: c@d.example"},
        {"email": "a@b"},
        {"email": "a@b.c\x00"},
        {"email": "a@b.c\x01"},
        {"email": "a@b.c\u202e"},
        {"email": "a@b.c,d"},
        {"email": "a@b..c"},
        {"email": "a..b@c.ch"},
        {"email": ".a@b.ch"},
        {"email": "a@b.ch."},
        {"email": "a@b-.ch"},
        {"email": "a" * 250 + "@b.example"},
    ],
)
def test_what_could_deceive_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        check(**changes)


@pytest.mark.parametrize(
    "name",
    [
        "Lea",
        "Brunner",
        "Lea Brunnerin",
        "Max Mustermann",
        "Team Ost",
        "Anna 007",
        "Љуба",
        "Maria",
        "Minh Le",
        "Presser",
        "Martin Redaktor",
        "Frank Press",
        "Anna Stampa",
        "Hans Moderator",
        "Ivo Admin",
        "Redaktionsleser",
        "Bernhard Arnold",
        "Team",
        "Mia",
        "Keller",
        "Ева Миллер",
        "Ωμέγα",
        "Ελένη Παπαδοπούλου",
        "Анна Каренина",
        "Ani Հակոբյան",
        "Eva-Lea Brunner",
        "Lea Brunner-Huber",
        "Musterfrau",
        "Tobel Werkmann",
        "Hans-Peter Sturm",
        "Leo Brunner, Bern",
        "Mia K. (Thun)",
        "ᏣᎳᎩ",
        "O'Neill",
        "李小龙",
        "42",
    ],
)
def test_names_that_only_resemble_are_free(name: str) -> None:
    assert check(author=name).author == name


def test_a_long_comment_is_too_long_in_characters_not_bytes() -> None:
    assert check(body="ü" * 100).body == "ü" * 100
    with pytest.raises(TooLong):
        check(body="ü" * 101)


def test_line_ends_and_white_space_are_evened_out_and_nothing_else() -> None:
    clean = check(author="  Ruth \t Keller ", body="\r\nEins\r\n\r\n  zwei ß\n")

    assert (clean.author, clean.body) == ("Ruth Keller", "Eins\n\n  zwei ß")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Outcome.HAM),
        ({"body": "http://a.example http://b.example http://c.example"}, Outcome.HOLD),
        ({"body": "siehe https://a.example"}, Outcome.HOLD),
        ({"body": "[url=x]y[/url]"}, Outcome.HOLD),
        ({"author": "cheap-pills.shop"}, Outcome.HOLD),
        ({"author": "Dr. phil. Keller-Meier"}, Outcome.HAM),
        ({"body": LONG, "same_body": 1}, Outcome.HOLD),
        ({"body": LONG, "same_body": 30}, Outcome.HOLD),
        ({"body": LONG, "same_body": 1, "same_body_spam": 1}, Outcome.HOLD),
        ({"body": "Herzliche Gratulation!", "same_body": 30, "same_body_spam": 2}, Outcome.HAM),
        ({"body": "Danke!", "again": True}, Outcome.HOLD),
        ({"body": LONG, "again": True, "same_body": 1, "same_body_spam": 1}, Outcome.HOLD),
    ],
)
def test_the_local_rules_let_a_person_look(facts: dict[str, object], expected: Outcome) -> None:
    assert verdict(**facts) is expected  # type: ignore[arg-type]
