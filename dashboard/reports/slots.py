"""The tree of slots that a report on this data can use."""

from collections.abc import Callable, Iterator
from functools import partial

from indicators.bilingual import Text
from indicators.series import NO_TEXT, Named

from . import overview
from .figure_wording import ReportFigure
from .report_data import MOST_ROWS, ReportData
from .slot_types import Making, Slot, figure_node, left_out_words, rows_node, text_node
from .wording import counted, labelled

ALL_AREAS = Text("全部领域，供循环", "every area, for a loop")
OTHER_AREAS = Text("正文未写到的领域，供循环", "areas that the text does not name, for a loop")
ALL_OWNERS = Text("全部单位，供循环", "every organisation, for a loop")
ALL_FIGURES = Text("全部数据，供表格循环", "every figure, for the rows of a table")
OF_AREA = Text("本领域全部数据，供表格循环", "every figure of the area, for the rows of a table")
OF_OWNER = Text("本单位全部数据，供表格循环", "every figure of the organisation, for a table")
OTHERS = Text(
    "本领域正文未写到的数据，每项一句", "a sentence for each figure that the text leaves out"
)
# What stands at the end of a report, by the name of its list.
ENDS = {
    "missing": Text("附：缺少或不完整的数据", "Figures that are missing or incomplete"),
    "other_days": Text(
        "附：所属期与报告期不一致的数据", "Figures about other days than the report"
    ),
}
GAPS = Text("缺少或不完整的数据，供循环", "the figures that are missing or incomplete, for a loop")
OTHER_DAYS = Text(
    "所属期与报告期不一致的数据，供循环", "the figures about other days than the report, for a loop"
)
NAME_OF_AREA = Text("领域名称", "name of the area")
NAME_OF_OWNER = Text("单位名称", "name of the organisation")
NOBODY = Named("", NO_TEXT)


def tree(material: ReportData) -> Slot:
    """Return the root: reserved names, then a name for each indicator."""
    areas, owners = material.areas, material.organisations
    unnamed = {name: one for name, one in areas.items() if f"area.{name}" not in material.named}
    area, owner = partial(_area, material), partial(_organisation, material)
    reserved: dict[str, Making] = {
        "report": lambda: _report(material),
        "area": lambda: _group("area", areas, area),
        "areas": lambda: _list("areas", ALL_AREAS, areas, area),
        "other_areas": lambda: _list("other_areas", OTHER_AREAS, unnamed, area),
        "organisation": lambda: _group("organisation", owners, owner),
        "organisations": lambda: _list("organisations", ALL_OWNERS, owners, owner),
        "figures": lambda: rows_node("figures", ALL_FIGURES, lambda: [*material.stated]),
        "missing": lambda: _lines("missing", GAPS, _missing(material)),
        "other_days": lambda: _lines("other_days", OTHER_DAYS, _of_other_days(material)),
    }
    return Slot("", children=reserved | _indicators(material))


def _indicators(material: ReportData) -> dict[str, Making]:
    places: dict[str, dict[str, Making]] = {}
    for name, figure in material.by_name.items():
        code, place = name.split(".")
        places.setdefault(code, {})[place] = partial(figure_node, name, figure)
    return {code: partial(Slot, code, children=known) for code, known in places.items()}


def _report(material: ReportData) -> Slot:
    def slot(name: str) -> Making:
        read, meaning = overview.SLOTS[name]
        return lambda: text_node(f"report.{name}", meaning, lambda: read(material))

    return Slot("report", children={name: slot(name) for name in overview.SLOTS})


Member = Callable[[str, Named], Slot]


def _group(path: str, known: dict[str, Named], member: Member) -> Slot:
    """Return members to be called by name: area.functions."""
    children = {name: partial(member, f"{path}.{name}", one) for name, one in known.items()}
    return Slot(path, children=children)


def _list(path: str, meaning: Text, known: dict[str, Named], member: Member) -> Slot:
    """Return the same members for a loop."""
    return Slot(
        path,
        meaning,
        items=lambda: (member(f"{path}.one", one) for one in known.values()),
        pattern=member(f"{path}.one", NOBODY),
    )


def _area(material: ReportData, path: str, area: Named) -> Slot:
    return Slot(
        path,
        children={
            "name": lambda: text_node(f"{path}.name", NAME_OF_AREA, lambda: area.name),
            "rows": lambda: rows_node(
                f"{path}.rows", OF_AREA, lambda: material.in_area(area), material.longest_of_area
            ),
            "others": lambda: _others(material, f"{path}.others", area),
        },
    )


def _organisation(material: ReportData, path: str, owner: Named) -> Slot:
    return Slot(
        path,
        children={
            "name": lambda: text_node(f"{path}.name", NAME_OF_OWNER, lambda: owner.name),
            "rows": lambda: rows_node(
                f"{path}.rows",
                OF_OWNER,
                lambda: material.of_organisation(owner),
                material.longest_of_organisation,
            ),
        },
    )


def _others(material: ReportData, path: str, area: Named) -> Slot:
    def items() -> Iterator[Slot]:
        for words, figure in others(material, area):
            yield Slot(f"{path}.one", says=partial(_itself, words), figure=figure)

    pattern = text_node(f"{path}.one", OTHERS, lambda: NO_TEXT)
    return Slot(path, OTHERS, items=items, pattern=pattern)


def others(material: ReportData, area: Named) -> Iterator[tuple[Text, ReportFigure | None]]:
    """Yield a sentence for each figure that the text leaves out, with the figure."""
    found, longest = material.others_in(area), material.longest_of_area
    for figure in found[:longest]:
        yield figure.mentioned, figure
    if len(found) > longest:
        yield left_out_words(len(found) - longest), None
    if number := material.elsewhere_in(area):
        figures = counted(number, "figure", "figures")
        zh = f"各县（市、区）数据{number}项，见附表。"
        yield Text(zh, f"The tables have {figures} of single counties and districts."), None


def _itself(words: Text) -> Text:
    return words


Line = tuple[Text, ReportFigure]


def _missing(material: ReportData) -> list[Line]:
    return [(labelled(one.series, one.gap), one) for one in material.missing]


def _of_other_days(material: ReportData) -> list[Line]:
    return [(labelled(one.series, one.value), one) for one in material.of_other_days]


def _lines(path: str, meaning: Text, lines: list[Line]) -> Slot:
    """Return a list of lines, each about a figure; what is left out is counted in the last."""

    def items() -> Iterator[Slot]:
        for words, figure in lines[:MOST_ROWS]:
            yield Slot(f"{path}.one", says=partial(_itself, words), figure=figure)
        if len(lines) > MOST_ROWS:
            more = left_out_words(len(lines) - MOST_ROWS)
            yield Slot(f"{path}.one", says=partial(_itself, more))

    return Slot(
        path, meaning, items=items, pattern=text_node(f"{path}.one", meaning, lambda: NO_TEXT)
    )
