"""Two series, and what stands around them, in which no two values of a record are the same."""

from datetime import UTC, date, datetime
from decimal import Decimal

from indicators.bilingual import Text
from indicators.checks import Rule, RuleFigure, RuleResult
from indicators.enums import (
    Basis,
    Comparison,
    Direction,
    Frequency,
    Kind,
    Outcome,
    OwnershipBasis,
    PlaceLevel,
    Qualifier,
    RuleKind,
    SourceKind,
    Status,
)
from indicators.exports import DatasetContext, DocumentInfo, Licence, Publication, ReleaseInfo
from indicators.periods import Period
from indicators.series import Baseline, Citation, Named, Place, Plan, Point, Series, Target
from indicators.units import Unit

DAY = date(2021, 5, 4)
PUBLICATION = Publication(
    home="https://data.example/",
    licence=Licence("Own terms", "https://data.example/licence"),
    city=Text("抚州市", "Fuzhou"),
    as_of=date(2021, 5, 5),
    day=DAY,
    released_at=datetime(2020, 9, 1, 1, 0, tzinfo=UTC),
)


def named(code: str, zh: str, en: str) -> Named:
    """Return something with a code and both names."""
    return Named(code, Text(zh, en))


AREA = named("area-one", "领域一", "Area one")
OWNER, SECOND, THIRD = (
    named("owner-one", "单位一", "Owner one"),
    named("owner-two", "单位二", "Owner two"),
    named("owner-three", "单位三", "Owner three"),
)
REPORT, PLAN, OUTLINE, OTHER_PLAN = (
    named("report", "报告", "The report"),
    named("plan", "规划", "The plan"),
    named("outline", "纲要", "The outline"),
    named("other-plan", "另一规划", "Another plan"),
)
OUTLINE_YEARS = Plan(
    "2016-2020",
    Text("纲要规划期", "Years of the outline"),
    date(2016, 1, 1),
    date(2020, 12, 31),
    2021,
)
NEXT_YEARS = Plan(
    "2021-2025", Text("下一规划期", "The next years"), date(2021, 1, 1), date(2025, 11, 30), 2025
)
RATE = Series(
    code="appearance",
    name=Text("出庭率", "Appearance rate"),
    definition=Text("出庭率定义", "What the rate is"),
    unit=Unit("%", "per cent", "per cents"),
    kind=Kind.RATE,
    direction=Direction.UP,
    decimals=1,
    frequency=Frequency.HALF_YEAR,
    area=AREA,
    owner=OWNER,
    co_owners=(SECOND, THIRD),
    ownership_basis=OwnershipBasis.INFERRED,
    part_of=named("count", "证明数", "Certificates"),
    place=Place("361002", Text("临川区", "Linchuan"), PlaceLevel.DIVISION),
    points=(
        Point(
            period=Period(date(2019, 6, 30), date(2019, 1, 1)),
            value=Decimal("79.5"),
            qualifier=Qualifier.ABOUT,
            status=Status.REPORTED,
            as_written="约79.5%",
            citation=Citation(REPORT, 12, "约79.5%"),
            release=7,
            released_at=datetime(2019, 8, 9, 1, 2, 3, tzinfo=UTC),
            version=3,
            reason="统计口径有误",
            note=Text("更正后", "as corrected"),
            earlier=(
                Point(
                    period=Period(date(2019, 6, 30), date(2019, 1, 1)),
                    value=Decimal("78.5"),
                    qualifier=Qualifier.ABOUT,
                    status=Status.REPORTED,
                    as_written="约78.5%",
                    citation=Citation(PLAN, 11, "约78.5%"),
                    release=6,
                    released_at=datetime(2019, 8, 8, 1, 2, 3, tzinfo=UTC),
                    version=2,
                    reason="录入有误",
                    note=Text("更正前", "before"),
                ),
            ),
        ),
        Point(
            period=Period(date(2019, 9, 30), date(2019, 7, 1)),
            value=None,
            qualifier=Qualifier.EXACT,
            status=Status.NOT_APPLICABLE,
            as_written="",
            citation=Citation(PLAN, None, ""),
            release=8,
            released_at=datetime(2019, 10, 9, 1, 2, 3, tzinfo=UTC),
        ),
    ),
    targets=(
        Target(
            due=date(2020, 12, 31),
            basis=Basis.DERIVED,
            comparison=Comparison.WITHIN,
            value=Decimal("80.5"),
            upper=Decimal("95.5"),
            statement=Text("应当八成", "should be eighty"),
            arithmetic="5 + 75.5 = 80.5",
            note=Text("目标说明", "on the target"),
            source=OUTLINE,
            baseline=Baseline(date(2015, 12, 31), Decimal("40.5")),
            whole=Decimal("99.5"),
            milestones=(Baseline(date(2018, 12, 31), Decimal("60.5")),),
            plan=OUTLINE_YEARS,
            risk_margin=Decimal("0.15"),
        ),
    ),
)
COUNT = Series(
    code="count",
    name=Text("证明数", "Certificates"),
    definition=Text("取消的证明", "Certificates abolished"),
    unit=Unit("项", "certificate", "certificates"),
    kind=Kind.CUMULATIVE,
    direction=Direction.DOWN,
    decimals=0,
    frequency=Frequency.MONTH,
    area=named("area-two", "领域二", "Area two"),
    owner=SECOND,
    co_owners=(),
    ownership_basis=OwnershipBasis.STATED,
    part_of=None,
    place=Place("city", Text("全市", "Whole city"), PlaceLevel.CITY),
    points=(
        Point(
            period=Period(date(2019, 6, 30)),
            value=Decimal(199),
            qualifier=Qualifier.AT_LEAST,
            status=Status.REPORTED,
            as_written="199项以上",
            citation=Citation(REPORT, 13, "199项以上"),
            release=9,
            released_at=datetime(2019, 11, 9, 1, 2, 3, tzinfo=UTC),
        ),
    ),
    targets=(
        Target(
            due=date(2021, 12, 31),
            basis=Basis.STATED,
            comparison=Comparison.AT_LEAST,
            value=Decimal(250),
            source=OTHER_PLAN,
            baseline=Baseline(date(2015, 12, 31), Decimal(50)),
            plan=NEXT_YEARS,
        ),
        Target(
            due=date(2022, 12, 31),
            basis=Basis.POLICY,
            statement=Text("更少", "fewer"),
            plan=OUTLINE_YEARS,
        ),
    ),
)
SERIES = (RATE, COUNT)
DOCUMENTS = tuple(
    DocumentInfo(
        one.code,
        Text(f"{one.name.zh}标题", f"Title of {one.name.en}"),
        Text(f"{one.name.zh}发布者", f"Publisher of {one.name.en}"),
        datetime(2019, 7, number, 3, 4, 5, tzinfo=UTC),
        f"https://data.example/{one.code}",
        kind,
    )
    for number, (one, kind) in enumerate(
        zip(
            (REPORT, PLAN, OUTLINE, OTHER_PLAN),
            (SourceKind.REPORT, SourceKind.LAW, SourceKind.POLICY, SourceKind.PLAN),
            strict=True,
        ),
        1,
    )
)
RESULT = RuleResult(
    Rule(
        "rule",
        Text("勾稽", "A check"),
        RuleKind.SUM,
        (("count", "city"),),
        (("appearance", "361002"),),
    ),
    Outcome.BROKEN,
    date(2019, 6, 30),
    left=(RuleFigure(COUNT, COUNT.points[0]),),
    right=(RuleFigure(RATE, RATE.points[0]),),
    left_value=Decimal(199),
    right_value=Decimal("79.5"),
)
RELEASES = (
    ReleaseInfo(7, Text("第一批", "First batch"), datetime(2019, 8, 9, 1, 2, 3, tzinfo=UTC)),
    ReleaseInfo(9, Text("第二批", "Second batch"), datetime(2019, 11, 9, 1, 2, 3, tzinfo=UTC)),
)
BACKGROUND = DatasetContext(RELEASES, {one.code: one for one in DOCUMENTS}, (RESULT,))
