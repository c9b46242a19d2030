"""Put our own sentences and the figures together, in one language."""

from collections.abc import Iterable, Iterator

from indicators.bilingual import Text
from indicators.series import Named

from . import sentence_source
from .blocks import (
    Annex,
    Document,
    Ending,
    ParagraphBlock,
    Picture,
    Section,
    Sentence,
    TableBlock,
    TableRow,
    TextRun,
)
from .figure_wording import ReportFigure
from .report_data import ReportData
from .slot_types import ATTRIBUTES, Slot, left_out_words
from .slots import ENDS, others, tree
from .wording import labelled

BY_AREA = Text("附表一　分领域数据", "Table 1. Figures by area")
BY_OWNER = Text("附表二　分单位数据", "Table 2. Figures by organisation")
INDICATOR = Text("指标", "Indicator")
AREA_COLUMNS = ("place", "value", "period", "change", "standing")
OWNER_COLUMNS = ("place", "value", "standing")
# How wide a column is beside the others.
WIDTHS = {"name": 2.2, "place": 1.2, "value": 1.3, "period": 1.8, "change": 1.2, "standing": 1.3}


def write(material: ReportData, language: str) -> Document:
    """Return the report of our own sentences."""
    text = sentence_source.known(sentence_source.source(language), tree(material))
    material = material.naming(sentence_source.named_in(text))
    return Writer(material, language).document(text)


def charted(material: ReportData) -> list[ReportFigure]:
    """Return the figures whose charts the report shows in any language, each once."""
    root = tree(material)
    known = [sentence_source.known(source, root) for source in sentence_source.sources()]
    names = dict.fromkeys(name for text in known for name in sentence_source.charts_in(text))
    return [material.by_name[name] for name in names]


class Writer:
    """Fills a text with what the material says, in one language."""

    def __init__(self, material: ReportData, language: str) -> None:
        self.material, self.language = material, language
        self.root = tree(material)

    def document(self, text: sentence_source.SentenceSource) -> Document:
        """Return the text with its slots filled, its annexes and the lists at its end."""
        return Document(
            self.language,
            self.sentence(text.title).words,
            self.sentence(text.subtitle).words,
            self._say("report.mark"),
            tuple(one for one in self._sections(text) if one.blocks),
            tuple(self._annexes()),
            tuple(self._ends()),
        )

    def sentence(self, template: str) -> Sentence:
        """Return the sentence with its slots filled."""
        pieces = sentence_source.SLOT.split(template)
        # Words and slots take turns.
        parts = [
            self._slot(piece) if number % 2 else TextRun(piece)
            for number, piece in enumerate(pieces)
        ]
        return Sentence(tuple(part for part in parts if part.words))

    def _slot(self, path: str) -> TextRun:
        node = self.root.find(path)
        return TextRun(self._words(node), node.figure if node else None)

    def _say(self, path: str) -> str:
        return self._words(self.root.find(path))

    def _words(self, node: Slot | None) -> str:
        return self._in(node.says()) if node and node.says else ""

    def _in(self, words: Text) -> str:
        return words.in_language(self.language)

    def _sections(self, text: sentence_source.SentenceSource) -> Iterator[Section]:
        for section in text.sections:
            blocks = tuple(self._blocks(section.blocks))
            if section.area == sentence_source.EVERY_OTHER_AREA:
                yield from self._other_areas()
            elif area := self.material.areas.get(section.area):
                yield Section(self._in(area.name), (*blocks, *self._others(area)))
            else:
                yield Section(section.heading, blocks)

    def _blocks(
        self, blocks: Iterable[sentence_source.SourceParagraph | sentence_source.Chart]
    ) -> Iterator[ParagraphBlock | Picture]:
        for block in blocks:
            if isinstance(block, sentence_source.SourceParagraph):
                yield self._paragraph(map(self.sentence, block.sentences))
            elif (figure := self.material.by_name[block.name]).is_reported:
                yield Picture(figure, self._in(labelled(figure.series, figure.judged)))

    def _others(self, area: Named) -> Iterator[ParagraphBlock]:
        found = [
            Sentence((TextRun(self._in(words), figure),))
            for words, figure in others(self.material, area)
        ]
        if found:
            yield self._paragraph(found)

    def _paragraph(self, sentences: Iterable[Sentence]) -> ParagraphBlock:
        return ParagraphBlock(tuple(sentences), sentence_source.gap_in(self.language))

    def _other_areas(self) -> Iterator[Section]:
        for name, area in self.material.areas.items():
            if f"area.{name}" not in self.material.named:
                yield Section(self._in(area.name), tuple(self._others(area)))

    def _annexes(self) -> Iterator[Annex]:
        areas = [(one, self.material.in_area(one)) for one in self.material.areas.values()]
        owners = [
            (one, self.material.of_organisation(one))
            for one in self.material.organisations.values()
        ]
        for heading, groups, columns, longest in (
            (BY_AREA, areas, AREA_COLUMNS, self.material.longest_of_area),
            (BY_OWNER, owners, OWNER_COLUMNS, self.material.longest_of_organisation),
        ):
            tables = [
                self._table(one, rows[:longest], columns, len(rows) - longest)
                for one, rows in groups
                if rows
            ]
            if tables:
                yield Annex(self._in(heading), tuple(tables))

    def _table(
        self, group: Named, figures: list[ReportFigure], columns: tuple[str, ...], more: int
    ) -> TableBlock:
        headings = [INDICATOR, *(HEADINGS[name] for name in columns)]
        rows = [
            TableRow(one, tuple(self._in(READINGS[name](one)) for name in ("name", *columns)))
            for one in figures
        ]
        return TableBlock(
            self._in(group.name),
            tuple(map(self._in, headings)),
            tuple(WIDTHS[name] for name in ("name", *columns)),
            tuple(rows),
            self._in(left_out_words(more)) if more > 0 else "",
        )

    def _ends(self) -> Iterator[Ending]:
        for name, heading in ENDS.items():
            node = self.root.find(name)
            lines = tuple(map(self._words, node.items())) if node and node.items else ()
            if lines:
                yield Ending(self._in(heading), lines)


READINGS = {name: read for name, (read, _) in ATTRIBUTES.items()} | {"value": lambda one: one.value}
HEADINGS = {name: meaning for name, (_, meaning) in ATTRIBUTES.items()} | {
    "value": Text("数据", "Figure"),
    "place": Text("口径", "Place"),
    "period": Text("所属期", "Period"),
    "change": Text("较上期", "Change"),
    "standing": Text("进展", "Standing"),
}
