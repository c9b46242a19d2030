"""The answer in words: how many stand how, and which is furthest from where it should be."""

from dataclasses import dataclass

from dashboard.charts.bullets import BulletRow
from indicators.bilingual import Text
from indicators.enums import Standing
from indicators.selectors import Overview, Ranking

from .sections import BulletList, worst_first

NO_TARGETS = Text("尚无设有定量目标的指标。", "No indicator has a numeric target.")
COMMA, STOP = Text("，", ", "), Text("。", ".")
OF_THE_PATH = Text("离序时线最远：", "Furthest from its path: ")
OF_THE_LEVEL = Text("比目标差得最多：", "Furthest from its target: ")


@dataclass(frozen=True, slots=True)
class CountWords:
    """How many have a standing, and the punctuation after it."""

    standing: Standing
    words: Text
    after: Text


@dataclass(frozen=True, slots=True)
class FurthestWords:
    """The words before and after the name of the row that is furthest."""

    before: Text
    row: BulletRow
    after: Text


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentence in parts, of which the counts and the names are links."""

    intro: Text
    counts: tuple[CountWords, ...] = ()
    furthest: tuple[FurthestWords, ...] = ()


def answer_of(overview: Overview, path: BulletList, level: BulletList) -> Answer:
    """Return the sentence; the rows that it names fall short."""
    judged = overview.judged
    total = sum(judged.values())
    if not total:
        return Answer(NO_TARGETS)
    counts = worst_first(judged)
    words = [Text(f"{number}项{one.text.zh}", f"{number} {one.text.en}") for one, number in counts]
    after = [COMMA] * (len(counts) - 1) + [STOP]
    have = "indicators have" if total > 1 else "indicator has"
    return Answer(
        Text(f"{total}项有定量目标：", f"{total} {have} a numeric target: "),
        tuple(
            CountWords(one, said, end)
            for (one, _), said, end in zip(counts, words, after, strict=True)
        ),
        _furthest(overview, path, level),
    )


def _furthest(overview: Overview, path: BulletList, level: BulletList) -> tuple[FurthestWords, ...]:
    first, second = _short(overview.path, path), _short(overview.level, level)
    found = []
    if first is not None:
        tail = Text(f"，{first.figure.zh}，{first.due.zh}", f", {first.figure.en} {first.due.en}")
        end = Text("；", ". ") if second else STOP
        found.append(FurthestWords(OF_THE_PATH, first, _joined(tail, end)))
    if second is not None:
        tail = Text(
            f"，{second.figure.zh}，{second.goal.zh}", f", {second.figure.en}, {second.goal.en}"
        )
        found.append(FurthestWords(OF_THE_LEVEL, second, _joined(tail, STOP)))
    return tuple(found)


def _short(ranking: Ranking, drawn: BulletList) -> BulletRow | None:
    """Return the first row, where it falls short."""
    first = next(iter(ranking.rows), None)
    return drawn.rows[0] if first is not None and (first.distance.key or 0) < 0 else None


def _joined(one: Text, other: Text) -> Text:
    return Text(one.zh + other.zh, one.en + other.en)
