"""Closed lists of the field's words, shared by models, pure functions and screens."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What sort of number an indicator is; decides whether it follows a path."""

    STOCK = "stock", _("level on a day")
    FLOW = "flow", _("count within a period")
    CUMULATIVE = "cumulative", _("count since the beginning")
    RATE = "rate", _("rate")
    PLAN = "plan", _("plan for a period")


class Direction(TextChoices):
    """Which way is better."""

    UP = "up", _("higher is better")
    DOWN = "down", _("lower is better")
    NONE = "none", _("neither is better")


class Frequency(TextChoices):
    """How often a figure is due."""

    MONTH = "month", _("monthly")
    HALF_YEAR = "half_year", _("half-yearly")
    YEAR = "year", _("yearly")


class Qualifier(TextChoices):
    """What the words around a figure say about it."""

    EXACT = "exact", _("exact")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    AT_MOST = "at_most", _("at most")
    LESS_THAN = "less_than", _("less than")
    NEARLY = "nearly", _("nearly")
    ABOUT = "about", _("about")


class Status(TextChoices):
    """Whether there is a figure; all but the first are different kinds of nothing, never zero."""

    REPORTED = "reported", _("reported")
    MISSING = "missing", _("missing")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    NOT_YET_REPORTED = "not_yet_reported", _("not yet reported")
    WITHDRAWN = "withdrawn", _("withdrawn from the public")


class Comparison(TextChoices):
    """How a figure must stand to its target."""

    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    EQUAL = "equal", _("exactly")
    WITHIN = "within", _("within")


class Basis(TextChoices):
    """Where a target comes from."""

    STATED = "stated", _("stated in a cited document")
    PLAN = "plan", _("set in a cited plan")
    POLICY = "policy", _("set by a higher document")
    DERIVED = "derived", _("derived from cited figures")
    WORKING = "working", _("working target, not official")


class OwnershipBasis(TextChoices):
    """Whether the source names the owner or the office concluded it."""

    STATED = "stated", _("stated in the source")
    INFERRED = "inferred", _("inferred from duties")


class Standing(TextChoices):
    """How an indicator stands to its target on a day."""

    MET = "met", _("met")
    ON_TRACK = "on_track", _("on track")
    AT_RISK = "at_risk", _("at risk")
    BEHIND = "behind", _("behind")
    MISSED = "missed", _("missed")
    NOT_SHOWN = "not_shown", _("not shown to be met")
    NO_TARGET = "no_target", _("no quantified target")
    NO_DATA = "no_data", _("no data")


class PlaceLevel(TextChoices):
    """How much of the city a place covers."""

    CITY = "city", _("whole city")
    CITY_LEVEL = "city_level", _("city-level bodies")
    COUNTIES = "counties", _("counties and districts together")
    DIVISION = "division", _("county or district")


class OrganisationKind(TextChoices):
    """What sort of body an organisation is."""

    OFFICE = "office", _("office")
    DEPARTMENT = "department", _("department")
    LEADING_GROUP = "leading_group", _("leading group")
    COUNTY_GOVERNMENT = "county_government", _("county or district government")


class EntryState(TextChoices):
    """How far an entry has come."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")


class Timeliness(TextChoices):
    """Whether the accepted figure came in by the due date."""

    ON_TIME = "on_time", _("on time")
    CORRECTED_LATE = "corrected_late", _("on time, corrected late")
    LATE = "late", _("late")
    OPEN = "open", _("not in yet")
    OVERDUE = "overdue", _("overdue")


class SourceKind(TextChoices):
    """What sort of document a source is."""

    SUBMISSION = "submission", _("submission")
    REPORT = "report", _("published report")
    PLAN = "plan", _("plan")
    POLICY = "policy", _("policy document")
    LAW = "law", _("law")


class RuleKind(TextChoices):
    """What a rule declares about figures."""

    SUM = "sum", _("parts add up to the whole")
    AT_MOST = "at_most", _("a part is at most the whole")
    TOTAL = "total", _("derived total")
    RANGE = "range", _("within a range")
    NON_DECREASING = "non_decreasing", _("never falls")
    NOTE = "note", _("note on the source")


class Side(TextChoices):
    """On which side of a rule a term stands."""

    LEFT = "left", _("left")
    RIGHT = "right", _("right")


class Outcome(TextChoices):
    """What became of a rule."""

    HOLDS = "holds", _("holds")
    BROKEN = "broken", _("broken")
    CANNOT_CHECK = "cannot_check", _("cannot be checked")
    NOTED = "noted", _("noted")


class Role(TextChoices):
    """What an official is there for."""

    REPORTER = "reporter", _("reporter")
    REVIEWER = "reviewer", _("reviewer")
    PUBLISHER = "publisher", _("publisher")
    VIEWER = "viewer", _("viewer")


class TokenPower(TextChoices):
    """What a token lets another system do."""

    REPORT = "report", _("report figures")


class Decision(TextChoices):
    """What became of a figure that a published text mentions."""

    TAKEN = "taken", _("taken")
    IGNORED = "ignored", _("ignored")


class StatementKind(TextChoices):
    """What a number in a published text is; only figures count something."""

    FIGURE = "figure", _("figure")
    DATE = "date", _("date")
    ORDINAL = "ordinal", _("ordinal")
    NAME = "name", _("part of a name")
    NUMBER_OF_DOCUMENT = "number_of_document", _("number of a document")
    IDIOM = "idiom", _("idiom")


class ReportKind(TextChoices):
    """Which report a template is for."""

    HALF_YEAR = "half_year", _("half-year report")
    ANNUAL = "annual", _("annual report")


class ChangeKind(TextChoices):
    """What a change does to an entry's figure."""

    NEW = "new", _("newly filled in")
    CHANGED = "changed", _("changed")
    CLEARED = "cleared", _("emptied")
