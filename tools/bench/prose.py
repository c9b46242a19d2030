"""How well and how fast texts are read: precision and recall on labelled texts, signs a second."""

import os
import time

import django

from indicators.enums import StatementKind

CORPORA = (("dev_*.txt", "texts it was tuned on"), ("held_*.txt", "texts kept back at first"),
           ("fresh_*.txt", "texts by another hand"))  # fmt: skip
SUBJECTS = (("subjects_dev_*.txt", "subjects.yaml"), ("subjects_held_*.txt", "subjects.yaml"),
            ("subjects_fresh_*.txt", "subjects_fresh.yaml"))  # fmt: skip
LONG = 300_000


def measure() -> None:
    """Print what is found and what is missed, and how long a long text takes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    django.setup()
    # Only now are the models ready that the reader's vocabulary comes from.
    from indicators import prose  # noqa: PLC0415
    from tests.indicators.prose import corpus, scoring  # noqa: PLC0415

    print("\nreading texts: figures with value, unit and qualifier")
    for pattern, name in CORPORA:
        score = scoring.figures(pattern)
        print(
            f"    {name:28} {score.labelled:4} labelled   recall {score.recall:.3f}   "
            f"precision {score.precision:.3f}   missed {score.labelled - score.found}   "
            f"made up {score.made_up}"
        )
    print("reading texts: indicator and place, where it is sure")
    for pattern, declared in SUBJECTS:
        score = scoring.subjects(pattern, declared)
        print(
            f"    {pattern:28} {score.labelled:4} labelled   recall {score.recall:.3f}   "
            f"precision {score.precision:.3f}"
        )
    some = "\n".join(text.clean for text in corpus.texts("[dhf]*_*.txt"))
    long = (some * (LONG // len(some) + 1))[:LONG]
    start = time.perf_counter()
    found = prose.read(long, scoring.vocabulary("subjects.yaml"))
    took = time.perf_counter() - start
    counted = sum(one.kind is StatementKind.FIGURE for one in found)
    print(f"    {LONG:,} signs with {counted:,} figures in {took:.1f} s")
