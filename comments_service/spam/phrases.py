"""Phrases that unasked advertising uses, in English, German, French and Italian.

They are the filter's knowledge before anybody has decided anything. None is a single everyday word:
a genuine comment may buy, like, read and follow naturally. What counts is whom it is about (my
channel, your great blog) or a trade that has no business below company news.

A phrase is written as words separated by spaces; `a|b` stands for either, a `?` after it means that
the word may be missing, `*?` for any word or none. Everything is lower case and without accents, as
`words.fold` leaves it.
"""

from comments_service.spam import phrases_own, phrases_praise, phrases_trade

# Group -> one phrase a line. The names of the groups are what moderators see as rules.
PHRASES = {**phrases_own.PHRASES, **phrases_praise.PHRASES, **phrases_trade.PHRASES}

# A place in a phrase: the words that may stand there, and whether it may be left out.
Slot = tuple[frozenset[str], bool]
ANY: frozenset[str] = frozenset({"*"})


def _index(groups: dict[str, str]) -> dict[str, list[tuple[str, tuple[Slot, ...]]]]:
    """First word -> the phrases that may begin with it: a word of a text where nothing begins
    costs one look-up, however many phrases there are."""
    index: dict[str, list[tuple[str, tuple[Slot, ...]]]] = {}
    for group, lines in groups.items():
        for line in filter(None, map(str.strip, lines.split("\n"))):
            slots = tuple(
                (ANY, True)
                if slot == "*?"
                else (frozenset(slot.removesuffix("?").split("|")), slot.endswith("?"))
                for slot in line.split()
            )
            for number, (words, optional) in enumerate(slots):
                for word in sorted(words):
                    index.setdefault(word, []).append((group, slots[number + 1 :]))
                if not optional:
                    break
    return index


INDEX = _index(PHRASES)


def _end(words: list[str], at: int, slots: tuple[Slot, ...]) -> int:
    """Where the phrase ends in the text when it goes on at `at`, 0 when it does not."""
    for number, (choices, optional) in enumerate(slots):
        if at < len(words) and (words[at] in choices or choices is ANY):
            if optional and (end := _end(words, at, slots[number + 1 :])):
                # A word may belong to the optional place or to the one after it: the longer wins.
                return max(end, _end(words, at + 1, slots[number + 1 :]))
            at += 1
        elif not optional:
            return 0
    return at


def found(words: list[str]) -> dict[str, list[str]]:
    """Group -> the phrases of it in the text's folded words, each once, in the text's order."""
    hits: dict[str, list[str]] = {}
    taken: dict[str, int] = {}
    for start, word in enumerate(words):
        ends: dict[str, int] = {}
        for group, rest in INDEX.get(word, ()):
            end = _end(words, start + 1, rest)
            if end > ends.get(group, 0):
                ends[group] = end
        for group, end in ends.items():
            # A phrase within another of its group says nothing more.
            if start < taken.get(group, 0):
                continue
            taken[group] = end
            said = " ".join(words[start:end])
            phrases = hits.setdefault(group, [])
            if said not in phrases:
                phrases.append(said)
    return hits
