"""Set every figure of a report beside the data."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from indicators import proofreading, selectors
from indicators.management.texts import json_list, put, text_from
from indicators.proofreading import Proof, ProofResult, Proofs

SHOWN = (ProofResult.DIFFERS, ProofResult.UNSURE, ProofResult.UNKNOWN, ProofResult.SAME)


class Command(BaseCommand):
    """Print what became of each figure, and fail where one differs."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file, the data to hold it against, and the form of the answer."""
        parser.add_argument("file", help="a .txt, .docx, .html or .pdf file, or - for stdin")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print a JSON list")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="what was public then"
        )
        parser.add_argument(
            "--accepted", action="store_true", help="what is accepted counts before what is public"
        )

    def handle(
        self, *, file: str, as_json: bool, as_of: date | None, accepted: bool, **_options: object
    ) -> None:
        """Exit with 1 where a figure differs, and with 2 where the file cannot be read."""
        edition = selectors.edition(as_of)
        with tqdm(total=2, disable=not sys.stderr.isatty(), file=sys.stderr) as progress:
            text = text_from(file)
            progress.update()
            found = (
                proofreading.against_accepted(text, edition, at=timezone.now())
                if accepted
                else proofreading.against_public(text, edition)
            )
            progress.update()
        lines = json_list(map(proofreading.described, found.numbers)) if as_json else _lines(found)
        put(lines, self.stdout)
        differing = len(found.of(ProofResult.DIFFERS))
        if differing:
            raise CommandError(f"{differing} of {len(found.figures)} figures differ.")


def _lines(found: Proofs) -> Iterator[str]:
    """Yield what needs a look first; what is the same is only counted."""
    for result in SHOWN[:-1]:
        for proof in found.of(result):
            yield _line(proof)
    words = proofreading.summary(found)
    yield words.zh
    yield words.en


def _line(proof: Proof) -> str:
    statement, series = proof.statement, proof.series
    where = f"line {statement.line}" if statement.paragraph is None else f"¶{statement.paragraph}"
    subject = f"{series.name.zh}（{series.place.name.zh}）" if series else ""
    return f"{where}  {statement.as_written}  {subject}  {proofreading.explained(proof).zh}"
