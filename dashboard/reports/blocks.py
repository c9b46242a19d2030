"""The report in one language, for whatever shows it: a page, a PDF, a test."""

from dataclasses import dataclass

from .figure_wording import ReportFigure


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words of a sentence; ``figure`` where they state one."""

    words: str
    figure: ReportFigure | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, cut where figures stand in it."""

    parts: tuple[TextRun, ...]

    @property
    def words(self) -> str:
        """Return the whole sentence."""
        return "".join(part.words for part in self.parts)


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """Sentences that stand together; ``gap`` is what the language puts between them."""

    sentences: tuple[Sentence, ...]
    gap: str

    @property
    def words(self) -> str:
        """Return all the sentences."""
        return self.gap.join(one.words for one in self.sentences)


@dataclass(frozen=True, slots=True)
class Picture:
    """The chart of a figure, with a line below."""

    figure: ReportFigure
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs and pictures."""

    heading: str
    blocks: tuple[ParagraphBlock | Picture, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: what is counted where, its figure, and more."""

    figure: ReportFigure
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of some figures, with shares of its width; ``more`` says what is left out."""

    caption: str
    header: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[TableRow, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """Tables below one heading."""

    heading: str
    tables: tuple[TableBlock, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A list at the end, of figures that are missing or about other days."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report."""

    language: str
    title: str
    subtitle: str
    mark: str
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...]
    ends: tuple[Ending, ...]

    @property
    def sentences(self) -> list[Sentence]:
        """Return every sentence, in order."""
        blocks = (block for section in self.sections for block in section.blocks)
        return [
            one for block in blocks if isinstance(block, ParagraphBlock) for one in block.sentences
        ]
