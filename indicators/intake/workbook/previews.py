"""Show what a file would change, before anything is kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import PermissionDenied

from indicators.bilingual import Text
from indicators.documents.refusal import FileRefused
from indicators.intake.validation import Finding, findings_for
from indicators.models import Entry, Official, Organisation, ReportingPeriod
from indicators.permissions import can_report
from indicators.series_builders import text_of

from .diff import EntryChange, WorkbookDiff, compare
from .layout import code_of
from .queries import entries_at, known_of
from .reader import FileRow, read

Walk = Callable[[Iterable[FileRow]], Iterable[FileRow]]
PARTS_OF_A_MARK, NAMED = 4, 3
NOTHING_OWED = Text(
    "本单位没有已开放的报告期，无须填报。", "No reporting period is open for your organisation."
)


@dataclass(frozen=True, slots=True)
class OrganisationDiff:
    """What a file changes in what an organisation owes for a period."""

    organisation: Organisation
    period: ReportingPeriod
    comparison: WorkbookDiff


class PreviewedChange(NamedTuple):
    """A change with its entry as it would be, and what is found in it."""

    change: EntryChange
    entry: Entry
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class WorkbookPreview(OrganisationDiff):
    """A preview of the changes, with findings.

    ``entries`` holds those that the changes concern, as they would be, by key; ``findings`` what is
    found in them, held against each other.
    """

    entries: dict[int, Entry]
    findings: dict[int, list[Finding]]

    @property
    def doubted(self) -> int:
        """Return in how many of the entries something is wrong or doubtful."""
        return sum(bool(found) for found in self.findings.values())

    def shown(self, changes: Iterable[EntryChange]) -> list[PreviewedChange]:
        """Return the changes with their entries and findings."""
        return [
            PreviewedChange(change, self.entries[change.entry.pk], self.findings[change.entry.pk])
            for change in changes
        ]


def compared(
    content: bytes, *, by: Official, period: ReportingPeriod | None = None, walk: Walk = iter
) -> OrganisationDiff:
    """Return what the file would change for the official's organisation.

    Without a period the file's own counts, else the newest. ``walk`` goes over the rows, to show
    how far it is. Raises PermissionDenied for whoever reports for nobody, and Refused where the
    whole file cannot be taken.
    """
    organisation = by.organisation
    if organisation is None or not can_report(by, organisation.pk):
        raise PermissionDenied
    lines = read(content)
    owners = _owners(lines)
    period = period or _period_of(organisation, owners)
    _hold_own(organisation, period, owners)
    return OrganisationDiff(
        organisation, period, compare(walk(lines), known_of(organisation, period))
    )


def preview(what: OrganisationDiff) -> WorkbookPreview:
    """Return it with the entries as they would be, and with what is wrong or doubtful in them."""
    found = what.comparison
    changes = {change.entry.pk: change for change in (*found.changes, *found.conflicts)}
    entries = entries_at(changes, what.period, what.organisation) if changes else {}
    for key, entry in entries.items():
        for name, value in changes[key].after._asdict().items():
            setattr(entry, name, value)
    findings = findings_for(entries.values(), as_though_saved=True)
    return WorkbookPreview(what.organisation, what.period, found, entries, findings)


def _owners(lines: Iterable[FileRow]) -> set[tuple[str, str]]:
    """Return the codes of organisations and periods that the rows' marks name."""
    marks = (line.belongs.split("/") for line in lines if isinstance(line.belongs, str))
    return {(mark[0], mark[1]) for mark in marks if len(mark) == PARTS_OF_A_MARK}


def _period_of(organisation: Organisation, owners: set[tuple[str, str]]) -> ReportingPeriod:
    """Return the newest period that the file names and the organisation owes, else the newest."""
    owed = ReportingPeriod.objects.filter(submissions__organisation=organisation)
    newest_first = list(owed.order_by("-end", "frequency"))
    named = [one for one in newest_first if (organisation.code, code_of(one)) in owners]
    if not newest_first:
        raise FileRefused(NOTHING_OWED)
    return (named or newest_first)[0]


def _hold_own(
    organisation: Organisation, period: ReportingPeriod, owners: set[tuple[str, str]]
) -> None:
    """Refuse a file none of whose marked rows is of the organisation and period."""
    wanted = organisation.code, code_of(period)
    if not owners or wanted in owners:
        return
    periods = sorted(other for owner, other in owners if owner == organisation.code)
    if periods:
        raise FileRefused(_of_other_period(", ".join(periods), period))
    others = Organisation.objects.filter(code__in=[owner for owner, _period in owners])
    raise FileRefused(_of_other_organisation(list(others[:NAMED]), organisation))


def _of_other_period(others: str, period: ReportingPeriod) -> Text:
    label = period.period.label
    return Text(
        f"这是{others}报告期的填报表，而现在填报的是{label.zh}。请先在“填报”页选择该报告期，再上传。",
        f"This is the workbook of {others}, and here {label.en} is filled in. Choose that period "
        "on the desk first, then upload it.",
    )


def _of_other_organisation(others: list[Organisation], own: Organisation) -> Text:
    names = [text_of(one, "name") for one in others]
    mine = text_of(own, "name")
    return Text(
        f"这是其他单位的填报表（{'、'.join(one.zh for one in names)}），"
        f"您只能填报本单位（{mine.zh}）的数据。",
        f"This is the workbook of another organisation ({', '.join(one.en for one in names)}), and "
        f"you report for {mine.en}.",
    )
