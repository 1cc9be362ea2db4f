"""What becomes of comments as they arrive: published, held or rejected, while it learns."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bench.spam import service_side
from bench.spam.data import Row
from bench.spam.mixes import mixes
from bench.spam.service_side import HOLD, PUBLISH, REJECT
from bench.spam.sides import Pool
from bench.spam.tables import Goal, Part, grid, percent

FIRST, EARLY = 1000, 200
DRAWS = 3
"""Streams of each kind, from other comments or in another order."""
_FEWEST = 100
"""Genuine comments of a source, below which a single one is more than 1 % of them."""


Judged = list[tuple[Row, str]]


@dataclass(frozen=True)
class Outcome:
    """What became of streams after its first 1,000 comments. Shares, 0 to 1."""

    counted: int
    genuine: int
    rejected: int
    """Genuine ones."""
    worst: float
    """Rejected of the genuine of the source that fares worst."""
    early: int
    """Genuine ones rejected among the first 200 of each stream."""
    held: float
    genuine_held: float
    published: float
    """Of the spam."""
    caught: float
    """Spam that nobody had to look at: rejected."""

    @property
    def lost(self) -> float:
        """Share of the genuine that is rejected."""
        return self.rejected / max(1, self.genuine)


def run(rows: Sequence[Row], pool: Pool) -> Part:
    drawn = [(name, it) for draw in range(DRAWS) for name, it in mixes(rows, draw).items()]
    answers = pool.map(service_side.streamed, [stream for _, stream in drawn])
    by_name: dict[str, list[Judged]] = defaultdict(list)
    for (name, stream), said in zip(drawn, answers, strict=True):
        verdicts = [answer.verdict for answer in said]
        by_name[name].append(list(zip(stream, verdicts, strict=True)))
    found = {name: outcome(streams) for name, streams in by_name.items()}
    # Small sources are told only by all streams together.
    whole = outcome([stream for streams in by_name.values() for stream in streams])
    text = (
        "Each comment is scored and decided, then learned from as far as the service would come to "
        f"know. Shares of what came after the first {FIRST:,}, in {DRAWS} streams of each kind; a "
        f"source counts as worst from {_FEWEST} genuine comments on:\n\n"
        + grid(
            ["", "comments", "genuine rejected", "worst source", f"in the first {EARLY}", "held",
             "genuine held", "spam published", "spam rejected"],
            [_line(name, one) for name, one in [*found.items(), ("all together", whole)]],
        )
    )  # fmt: skip
    return Part("In the order of arrival", text, _goals([*found.values(), whole]))


def outcome(streams: Sequence[Judged]) -> Outcome:
    """Of several streams of a kind, each comment with its verdict."""
    late = [pair for stream in streams for pair in stream[FIRST:]]
    genuine = [(row, verdict) for row, verdict in late if not row.spam]
    spam = [verdict for row, verdict in late if row.spam]
    by_source: dict[str, list[bool]] = defaultdict(list)
    for row, verdict in genuine:
        by_source[row.source].append(verdict == REJECT)
    return Outcome(
        counted=len(late),
        genuine=len(genuine),
        rejected=sum(verdict == REJECT for _, verdict in genuine),
        worst=max((_share(one) for one in by_source.values() if len(one) >= _FEWEST), default=0),
        early=sum(
            verdict == REJECT and not row.spam
            for stream in streams
            for row, verdict in stream[:EARLY]
        ),
        held=_share([verdict == HOLD for _, verdict in late]),
        genuine_held=_share([verdict == HOLD for _, verdict in genuine]),
        published=_share([verdict == PUBLISH for verdict in spam]),
        caught=_share([verdict == REJECT for verdict in spam]),
    )


def _share(what: Sequence[bool]) -> float:
    return sum(what) / max(1, len(what))


def _line(name: str, one: Outcome) -> list[str]:
    return [
        name, f"{one.counted:,}", f"{one.rejected} ({percent(one.lost, 2)})", percent(one.worst, 2),
        str(one.early), percent(one.held), percent(one.genuine_held), percent(one.published, 2),
        percent(one.caught),
    ]  # fmt: skip


def _goals(found: Sequence[Outcome]) -> list[Goal]:
    """Reached where every stream reaches it; the worst one is shown."""
    lost = max(one.lost for one in found)
    worst = max(one.worst for one in found)
    early = max(one.early for one in found)
    held = max(one.held for one in found)
    published = max(one.published for one in found)
    return [
        Goal(f"Every stream after {FIRST:,}: genuine rejected", "≤ 0.2 %", percent(lost, 2),
             lost <= 0.002),
        Goal("… of the worst source", "≤ 1 %", percent(worst, 2), worst <= 0.01),
        Goal(f"… among the first {EARLY}", "0", str(early), not early),
        Goal("… held", "≤ 12 %", percent(held), held <= 0.12),
        Goal("… spam published", "≤ 1 %", percent(published, 2), published <= 0.01),
    ]  # fmt: skip
