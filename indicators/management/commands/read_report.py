"""Read the numbers of a published text, and say what each of its figures speaks of."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import groupby
from unicodedata import east_asian_width

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from tqdm import tqdm

from indicators import prose
from indicators.intake.texts import vocabulary
from indicators.intake.texts.confidence import is_unsure
from indicators.management.texts import json_list, put, text_from
from indicators.prose import Statement, Vocabulary, object_of

WIDTHS = (14, 10, 20, 34, 16)
STEPS = 3


class Command(BaseCommand):
    """Print every number with its paragraph, value, unit, qualifier, indicator and place."""

    help = __doc__
    # Of a bad file a line is said, and nothing of the site beside it.
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file and the form of the answer."""
        parser.add_argument("file", help="a .txt, .docx, .html or .pdf file, or - for stdin")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print a JSON list")

    def handle(self, *, file: str, as_json: bool, **_options: object) -> None:
        """Read the file, or say in a line why it cannot be read."""
        with tqdm(total=STEPS, disable=not sys.stderr.isatty(), file=sys.stderr) as progress:
            progress.set_description(f"{file}: text")
            text = text_from(file)
            progress.update()
            progress.set_description(f"{file}: {len(text)} characters")
            known = self._vocabulary()
            found = prose.read(text, known)
            progress.update()
            lines = json_list(map(object_of, found)) if as_json else _as_table(found, known)
            put(lines, self.stdout)
            progress.update()

    def _vocabulary(self) -> Vocabulary:
        """Return what the database knows; a database without tables knows nothing."""
        try:
            return vocabulary.vocabulary()
        except DatabaseError:
            self.stderr.write("The database has no tables yet, so no candidates are named.")
            return Vocabulary()


def _as_table(found: list[Statement], known: Vocabulary) -> Iterator[str]:
    """Yield a block of rows for each paragraph; ? marks what a person has to choose."""
    names = {subject.code: subject.name for subject in known.subjects}
    names |= {spot.code: spot.name for subject in known.subjects for spot in subject.places}
    for (line, paragraph), some in groupby(found, lambda one: (one.line, one.paragraph)):
        yield f"¶{paragraph}" if paragraph is not None else f"line {line}"
        yield from (_row(one, names) for one in some)
    figures = [one for one in found if one.value is not None]
    unsure = sum(map(is_unsure, figures))
    yield f"{len(found)} numbers, {len(figures)} figures, {unsure} unsure (?)"


def _row(one: Statement, names: dict[str, str]) -> str:
    if one.value is None:
        return _padded((one.as_written, str(one.kind.label)))
    upper = "" if one.value_to is None else f"–{one.value_to.normalize():f}"
    qualifier = one.qualifier.label if one.qualifier else ""
    value = f"{one.value.normalize():f}{upper}{one.unit} {qualifier}"
    best = one.best
    cells = [one.as_written, str(one.kind.label), value]
    cells += [names[best.indicator], names[best.place], f"{best.confidence:.0%}"] if best else ["–"]
    return f"{_padded(cells)}{' ?' if is_unsure(one) else ''}"


def _padded(cells: Iterable[str]) -> str:
    """Put the cells into columns; a Chinese character is as wide as two others."""
    widths = [*WIDTHS, 0]
    parts = [
        cell + " " * max(width - sum(1 + (east_asian_width(sign) in "WF") for sign in cell), 0)
        for cell, width in zip(cells, widths, strict=False)
    ]
    return "  ".join(["", *parts]).rstrip()
