"""The PDF worker: typst runs in a process of its own, since it never frees memory.

Run as ``python -m dashboard.reports.pdf_worker``, with the report as JSON on its input and the PDF
on its output; nothing else of the site is loaded.
"""

import sys
from pathlib import Path
from typing import Any

from dashboard import typesetting

SOURCE = Path(__file__).with_name("report.typ")


def main() -> None:
    """Read the report, write its pages."""
    made: Any = typesetting.compiler().compile(
        SOURCE.read_bytes(),
        format="pdf",
        # Tags, a title, and a text for each picture, as accessible documents have them.
        pdf_standards=["ua-1"],
        sys_inputs={"report": sys.stdin.buffer.read().decode()},
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
