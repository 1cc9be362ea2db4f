"""What the classifier learns from decisions, and what it leaves alone."""

import pytest

from comments_service.spam import classifier
from comments_service.spam.classifier import SURE, Classifier, scores, train
from comments_service.spam.features import features

SUBJECTS = ("battery", "bridge", "turbine", "tariff", "factory", "survey", "ferry", "museum")
PITCHES = ("horoscope", "gemstone", "clairvoyant", "lottery numbers", "amulet", "ritual")


def genuine(number):
    subject = SUBJECTS[number % len(SUBJECTS)]
    return f"I wonder how the {subject} was measured in part {number}, the figures look low"


def unasked(number):
    pitch = PITCHES[number % len(PITCHES)]
    return f"A {pitch} changed my life in week {number}, ask the old master about your {pitch}"


def learned(count=30):
    texts = [made(n) for n in range(count) for made in (genuine, unasked)]
    return train(texts, [0, 1] * count)


def test_without_decisions_the_rules_score_alone():
    assert Classifier().score(features("Hello from Bern")) == pytest.approx(0.119, abs=0.001)


def test_scores_follow_the_decisions():
    """Texts that no rule knows, new in their wording."""
    told = learned()
    spam = scores(told, ["My amulet from the old master, ask for a horoscope", unasked(99)])
    ham = scores(told, ["How was the ferry measured? The figures look low to me", genuine(99)])
    assert min(spam) > 0.5 > max(ham)
    assert (told.ham, told.spam) == (30, 30)


def test_the_same_decisions_make_the_same_classifier():
    assert learned().dump() == learned().dump()


def test_decisions_of_one_kind_teach_something_and_decide_nothing():
    """Only spam has been marked: that says little yet about genuine comments."""
    only_spam = train([unasked(n) for n in range(100)], [1] * 100)
    only_genuine = train([genuine(n) for n in range(100)], [0] * 100)
    fresh = Classifier()
    like_spam, like_genuine = features(unasked(999)), features(genuine(999))
    new = features("How long does the bridge stay closed?")

    assert fresh.score(like_spam) + 0.1 < only_spam.score(like_spam) < 0.5
    assert only_genuine.score(like_genuine) < fresh.score(like_genuine) - 0.01
    assert only_spam.score(new) < 0.5
    assert only_spam.weights(unasked(999))
    assert not fresh.weights(unasked(999))


def test_words_are_told_as_they_stood_in_the_text():
    spam = ["Günstige Kredite, günstige Zinsen", "Ganz günstige Uhren"] * 20
    told = train(spam + [genuine(n) for n in range(20)], [1] * 40 + [0] * 20)

    named = [word for word, _ in told.weights("GÜNSTIGE Kredite")]

    assert "günstige" in named
    assert not any("gunstige" in word for word in named)


def test_a_decision_that_is_taken_back_leaves_the_score_that_was_before():
    told, text = learned(), features(genuine(77))
    before = told.score(text)
    told.learn(text, True)
    assert told.score(text) > before

    told.unlearn(text, True, 1.0, before)

    # What is as sure as this teaches nothing, either way.
    assert told.score(text) <= max(before, SURE * 2)
    assert (told.ham, told.spam) == (30, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Ich frage mich, weshalb die Brücke erst im Herbst wieder geöffnet wird.",
        "Pourquoi le pont reste-t-il fermé jusqu'à l'automne prochain ?",
        "Perché il ponte rimane chiuso fino al prossimo autunno?",
    ],
)
def test_a_language_that_nobody_decided_about_stays_with_the_rules(text):
    found = features(text)
    before, after = Classifier().score(found), learned().score(found)
    assert after < 0.3
    assert abs(after - before) < 0.15


def test_the_words_that_weighed_most_are_named():
    told = learned()
    against = [word for word, odds in told.weights(unasked(7), most=6) if odds > 0]
    assert against
    assert all(word in unasked(7).lower() for word in against)
    towards = [word for word, odds in told.weights(genuine(3), most=6) if odds < 0]
    assert any(word in {"tariff", "measured", "figures", "the figures"} for word in towards)


def test_rules_and_hosts_are_named_too():
    advert = "I wonder how the ferry was measured, see http://bad.example.com/x"
    told = train([advert, genuine(1)] * 20, [1, 0] * 20)
    named = dict(told.weights(advert, most=20))
    assert named["#link"] > 0
    assert named["bad.example.com"] > 0
    assert told.weights("") == []


def test_what_is_named_is_at_most_what_was_asked_for_and_sorted():
    named = learned().weights(unasked(3), most=3)
    assert len(named) == 3
    assert [abs(odds) for _, odds in named] == sorted((abs(o) for _, o in named), reverse=True)


def test_the_latest_of_either_kind_are_seen_again(monkeypatch):
    monkeypatch.setattr(classifier, "KEPT", 6)
    told = learned(20)
    for side, text in enumerate((genuine, unasked)):
        latest = {features(text(number)).buckets.tobytes() for number in range(14, 20)}
        assert {found.buckets.tobytes() for found, _ in told._kept[side]} == latest


def test_all_that_is_kept_is_seen_again_in_turn(monkeypatch):
    told, seen = learned(5), []
    monkeypatch.setattr(told, "_step", lambda found, spam, _: seen.append((id(found), spam)))
    for number in range(5):
        told.learn(features(genuine(number)), False)
    assert {found for found, spam in seen if spam} == {id(found) for found, _ in told._kept[1]}


def test_a_state_goes_on_where_it_was_written():
    told = learned()
    again = Classifier.load(told.dump())
    assert (again.ham, again.spam) == (30, 30)
    for each in (told, again):
        each.learn(features(genuine(200)), False)
        each.learn(features(unasked(200)), True, weight=5)
    assert told.dump() == again.dump()


@pytest.mark.parametrize("state", [b"", b"NRSC", bytes(5_000_000)])
def test_a_state_that_is_none_is_refused(state):
    with pytest.raises(ValueError, match="classifier"):
        Classifier.load(state)


def test_a_state_cut_short_is_refused():
    with pytest.raises(ValueError, match="broken"):
        Classifier.load(learned(3).dump()[:-3])


def test_a_label_that_stands_for_more_weighs_more():
    text = features("The figures about the amulet look low")
    once, often = learned(), learned()
    once.learn(text, True)
    often.learn(text, True, weight=5)
    assert often.score(text) > once.score(text)


def test_odd_texts_are_learned_and_scored():
    odd = ["", "a" * 100_000, "😀" * 500, "\ud800", "مرحبا"]
    told = train(odd * 2, [0, 1] * 5)
    assert all(0 <= score <= 1 for score in scores(told, odd))
    assert all(isinstance(told.weights(text), list) for text in odd)
