"""The learning filter: what it decides, and that it follows what persons say."""

import random

import pytest

from comments_service.spam import features as of
from comments_service.spam.filter import Judgement, Label, SpamFilter, label_of

SPAM = "Earn 4000 francs a week from home, visit http://earn.example/start and join today!"
SUBJECTS = "The new line|Your factory|This report|The apprentice programme|Our town|The old bridge"
VERBS = "surprises|pleases|worries|helps|interests|reaches"
PEOPLE = "the neighbours|my family|many customers|the whole valley|us all|young people"


def genuine(rnd: random.Random) -> str:
    parts = [rnd.choice(part.split("|")) for part in (SUBJECTS, VERBS, PEOPLE)]
    return f"{' '.join(parts)}, {rnd.choice(VERBS.split('|'))} {rnd.choice(PEOPLE.split('|'))}."


def spam(rnd: random.Random) -> str:
    goods = rnd.choice(["pills", "watches", "casino chips", "loans", "followers"])
    where = f"http://{rnd.choice('abcdefgh')}{rnd.randrange(999)}.example/{rnd.randrange(99999)}"
    return f"Buy cheap {goods} now {rnd.randrange(9999)} best price {where} free {goods} click"


def label(number: int, text: str, is_spam: bool, score: float | None = None) -> Label:
    features, shingles = label_of(text)
    return Label(number, is_spam, 1.0, score, "hold", features, shingles if is_spam else b"")


def labels(many: int, share: float = 0.3, seed: int = 1) -> list[Label]:
    rnd = random.Random(seed)
    kinds = [rnd.random() < share for _ in range(many)]
    return [label(n, (spam if bad else genuine)(rnd), bad) for n, bad in enumerate(kinds, 1)]


@pytest.fixture(scope="module")
def taught() -> SpamFilter:
    return SpamFilter.rebuilt(labels(500))


def test_an_untaught_filter_holds_everything() -> None:
    made, rnd = SpamFilter(), random.Random(9)

    for text in (genuine(rnd), spam(rnd), "", "First!"):
        judgement = made.judge(text)
        assert (judgement.decision, judgement.why) == ("hold", "learning")
        assert not judgement.ready
        assert judgement.missing == 250


def test_it_rejects_publishes_and_says_why(taught: SpamFilter) -> None:
    rnd = random.Random(2)

    bad, good = taught.judge(spam(rnd)), taught.judge(genuine(rnd))

    assert bad.decision == "reject"
    assert "link" in bad.markers
    assert bad.rules
    assert bad.words
    assert bad.score > 0.9
    assert (good.decision, good.why) == ("publish", "classifier")
    assert good.ready
    assert good.score < 0.2


def test_without_a_hard_marker_nothing_is_rejected(taught: SpamFilter) -> None:
    rnd = random.Random(3)
    for _ in range(30):
        words = [w for w in spam(rnd).split() if "http" not in w and w != "click"]
        rnd.shuffle(words)
        judgement = taught.judge(" ".join(words))
        assert judgement.decision != "reject" or judgement.markers or judgement.near


def test_nothing_genuine_or_new_is_rejected_by_score_in_the_first_200_labels() -> None:
    made, rnd = SpamFilter(), random.Random(4)
    for one in labels(200, share=0.5):
        judgement = made.judge(genuine(rnd))
        assert judgement.decision == "hold"
        made.learn(one)
    assert made.judge(spam(rnd)).why in ("learning", "near")


def test_the_near_duplicate_of_confirmed_spam_waits_until_enough_is_learned(
    taught: SpamFilter,
) -> None:
    made, practised = SpamFilter(), SpamFilter.load(taught.dump())
    for one in (made, practised):
        one.learn(label(900, SPAM, True))

    waits = made.judge(SPAM.replace("today", "now"))
    judgement = practised.judge(SPAM.replace("today", "now"))

    assert (waits.decision, waits.why, waits.near) == ("hold", "near", judgement.near)
    assert (judgement.decision, judgement.why) == ("reject", "near")
    assert judgement.near is not None
    assert judgement.near >= 0.8


def test_a_slip_does_not_reject_the_next_text_that_sounds_like_it(taught: SpamFilter) -> None:
    made = SpamFilter.load(taught.dump())
    text = "The new line pleases the whole valley, helps many customers and reaches us all."
    made.learn(label(900, text, True))

    judgement = made.judge(text.replace("us all", "my family"))

    assert judgement.decision == "hold"
    assert judgement.near is None


def test_a_language_that_is_new_is_neither_published_nor_rejected(taught: SpamFilter) -> None:
    for text in (
        "Vielen Dank an alle Mitarbeitenden, ihr macht das wirklich grossartig.",
        "Mehr dazu steht hier beschrieben: https://zeitung.example/artikel/4711",
        "Merci beaucoup pour cette nouvelle, je vous félicite de tout mon cœur.",
    ):
        assert taught.judge(text).decision == "hold"


def test_a_link_alone_is_rejected_only_where_spam_led_there(taught: SpamFilter) -> None:
    host = "https://www.dailynews.example"
    links = [f"{host}/{n}/supplier-cuts-two-thousand-jobs-{n}" for n in range(9)]
    made = SpamFilter.load(taught.dump())

    first = made.judge(links[0])
    for number, link in enumerate(links[1:], 700):
        made.learn(label(number, f"Buy cheap pills now, best price, click {link}", True, 0.99))

    assert first.decision == "hold"
    assert made.judge("https://press.example/4/a-new-bridge-in-our-town").decision == "hold"
    assert made._known(*of.read(links[0]))
    assert not made._known(*of.read("https://press.example/4/a-new-bridge-in-our-town"))


@pytest.mark.parametrize(
    "text",
    [
        "The new line helps the neighbours, call us all at +41 44 123 45 67.",
        "The new line helps the neighbours, write to new.line@factory.example please.",
        "The new line helps the neighbours, subscribe to my channel.",
        "The new line helps the neighbours, invest in bitcoin with us all.",
    ],
)
def test_no_offer_is_published_by_one_who_saw_genuine_texts_only(text: str) -> None:
    rnd = random.Random(8)
    made = SpamFilter.rebuilt(label(n, genuine(rnd), False) for n in range(300))

    assert made.judge("The new line helps the neighbours.").decision == "publish"
    assert made.judge(text).decision == "hold"


def test_forgetting_a_label_is_as_if_it_had_never_been() -> None:
    all_of_them = labels(120)
    slip = label(999, "Congratulations to the whole team of the factory in our town!", True)

    never = SpamFilter.rebuilt(all_of_them)
    without = SpamFilter.rebuilt(
        one for one in [*all_of_them[:60], slip, *all_of_them[60:]] if one.id != 999
    )

    assert without.dump() == never.dump()
    assert SpamFilter.rebuilt([*all_of_them, slip]).dump() != never.dump()


def test_what_is_unlearned_hardly_weighs_until_all_is_learned_anew(taught: SpamFilter) -> None:
    made = SpamFilter.load(taught.dump())
    text = "Congratulations to the whole team of the factory in our town, it pleases us all!"
    before = made.judge(text)
    slip = label(999, text, True, before.score)
    made.learn(slip)
    poisoned = made.judge(text)

    made.unlearn(slip)

    after = made.judge(text)
    assert poisoned.score > before.score
    assert after.score < poisoned.score
    assert after.decision != "reject"


def test_a_dump_judges_and_learns_on_as_if_nothing_had_been(taught: SpamFilter) -> None:
    one, other = SpamFilter.load(taught.dump()), SpamFilter.load(taught.dump())
    rnd = random.Random(6)
    for n, text in enumerate([genuine(rnd), spam(rnd), genuine(rnd)], 600):
        first: Judgement = one.judge(text)
        assert other.judge(text) == first
        one.learn(label(n, text, n == 601, first.score))
        other.learn(label(n, text, n == 601, first.score))

    assert one.dump() == other.dump()


@pytest.mark.parametrize("place", [0, 21, 30, 5000, -1])
def test_broken_bytes_are_refused(taught: SpamFilter, place: int) -> None:
    dumped = bytearray(taught.dump())
    dumped[place] ^= 1

    with pytest.raises(ValueError, match="dump"):
        SpamFilter.load(bytes(dumped))


@pytest.mark.parametrize("dumped", [b"", b"newsroom", b"x" * 100])
def test_other_bytes_are_refused(dumped: bytes) -> None:
    with pytest.raises(ValueError, match="dump"):
        SpamFilter.load(dumped)


def test_a_label_holds_no_words() -> None:
    features, shingles = label_of("Wunderbar, Frau Ackermann aus Niederhasli!")

    for word in (b"Wunderbar", b"wunderbar", b"ckermann", b"iederhasli"):
        assert word not in features + shingles
