"""Long and hostile texts: nothing is hidden in their middle, and none takes long."""

import random
from time import process_time

import pytest

from comments_service.domain.verdict import Candidate
from comments_service.spam import features as of
from comments_service.spam import local, plain, words
from comments_service.spam.near import shingles

CHATTER = "The bridge near our town reached many people who never saw so much steel at once. "


def buried(advert: str, around: int = 2400) -> str:
    return f"{(CHATTER * 100)[:around]} {advert} {(CHATTER * 100)[:around]}"


@pytest.mark.parametrize(
    ("advert", "marker"),
    [
        ("https://pills.example/now", "link"),
        ("pills . com", "link"),
        ('<a href="//pills.example">here</a>', "link"),
        ("pills@example.org", "mail"),
        ("+41 44 123 45 67", "phone"),
        ("please check out my channel", "promotion"),
    ],
)
@pytest.mark.parametrize("around", [1000, 2400, 3900])
def test_what_advertises_is_found_in_the_middle_of_a_long_text(
    advert: str, marker: str, around: int
) -> None:
    assert of.features(buried(advert, around)).markers == {marker}


def test_of_a_long_text_words_from_all_its_parts_are_learned() -> None:
    rnd = random.Random(1)
    text = [f"w{rnd.randrange(10**6)}" for _ in range(3 * words.MOST_WORDS)]
    text[0], text[len(text) // 2], text[-1] = "first", "middle", "last"
    seen, found = of.read(" ".join(text))

    assert {"first", "middle", "last"} <= set(seen.even)
    assert len(seen.even) <= words.MOST_WORDS
    assert not seen.whole
    known = set(found.buckets[found.whole : found.pieces])
    assert of.bucket("c", "_firs") in known
    assert sum(of.bucket("c", f"_{word[:4]}") in known for word in seen.even[-40:]) > 4


def test_a_text_tells_whether_all_its_words_were_read() -> None:
    assert words.look(CHATTER * 20).whole
    assert not words.look(CHATTER * 40).whole
    assert not words.look("." * (plain.MOST + 1)).whole
    # One character that stands for eighteen.
    assert not words.look("\ufdfa" * (plain.MOST // 10)).whole


def test_a_number_too_long_to_be_a_character_is_read_as_text() -> None:
    assert "link" in of.features(f"&#{'1' * 5000}; http://pills.example").markers
    assert plain.unescaped("&lt;b&#62; &#x26; &amp &unknown;") == "<b> & & &unknown;"


def test_letters_keep_their_marks_across_any_length() -> None:
    text = "Kru\u0308ge und Ba\u0308nke, " * 200
    assert plain.normal("NFKC", text) == "Krüge und Bänke, " * 200
    assert len(shingles(text)) == len(shingles("Krüge und Bänke, " * 200))


HOSTILE = {
    "tag and blanks": ("a<", " ", "b"),
    "tag, blanks, slash": ("<", " \n\t", "/"),
    "tags and marks": ("", "<a\u0301", ""),
    "open tags": ("", "<a ", ""),
    "open links": ("", "<a href=", ""),
    "one long tag": ("<", "a", ""),
    "bbcode": ("", "[url=", ""),
    "hyphens": ("", "a-", ""),
    "dots": ("", "a. ", ""),
    "addresses": ("", "a@a.", ""),
    "no address": ("", "a", "@"),
    "single letters": ("", "a b ", "cd"),
    "digits": ("", "1 ", ""),
    "brackets": ("", "(1", ""),
    "blanks in a link": ("href", " ", "="),
    "one ligature": ("", "\ufdfa", ""),
    "marks": ("a", "\u0301", ""),
    "marks out of order": ("a", "\u0344\u0316", ""),
    "marks on letters": ("", "a\u0316\u0301\u0316\u0301\u0316\u0301", ""),
    "sound marks": ("", "\uff9e\u0316", ""),
    "entities": ("", "&#xfdfa;", ""),
    "a number": ("&#", "1", ";"),
    "slashes": ("http://a.example/", "_a/", ""),
    "praise": ("", "enjoy reading a b c ", "your"),
}


@pytest.mark.parametrize(("before", "many", "after"), HOSTILE.values(), ids=HOSTILE)
def test_the_time_a_text_takes_grows_no_faster_than_the_text(
    before: str, many: str, after: str
) -> None:
    def seconds(length: int) -> float:
        text = before + many * ((length - len(before + after)) // len(many)) + after
        times = []
        for _ in range(2):
            begin = process_time()
            of.features(text)
            shingles(text)
            local.links(Candidate(text, text, 0, False, 0, 0))
            local.name(Candidate(text, text, 0, False, 0, 0))
            times.append(process_time() - begin)
        return min(times)

    # Four times the text: what is quadratic takes sixteen times as long.
    assert seconds(plain.MOST) < 8 * seconds(plain.MOST // 4) + 0.02
