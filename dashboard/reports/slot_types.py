"""Types of slots: a tree of names with meaning and current text.

Whatever reads a text walks this tree and nothing else, so that a slot can reach no more than this.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from indicators.bilingual import Text
from indicators.series import NO_TEXT

from .figure_wording import ReportFigure
from .report_data import MOST_ROWS
from .wording import labelled

Making = Callable[[], "Slot"]
Reading = Callable[[ReportFigure], Text]


@dataclass(frozen=True)
class Slot:
    """A name in the tree: a slot where it says something, a list where it has items.

    ``pattern`` stands for any item of the list. ``figure`` is what a slot speaks of; a picture
    shows it. ``is_there`` answers the question "if".
    """

    path: str
    meaning: Text = NO_TEXT
    says: Callable[[], Text] | None = None
    children: Mapping[str, Making] = field(default_factory=dict)
    items: Callable[[], Iterable["Slot"]] | None = None
    pattern: "Slot | None" = None
    figure: ReportFigure | None = None
    is_picture: bool = False
    is_there: bool = True

    def child(self, name: str) -> "Slot | None":
        """Return what is called so in the node."""
        make = self.children.get(name)
        return make() if make else None

    def find(self, path: str) -> "Slot | None":
        """Return what the dotted path leads to."""
        node: Slot | None = self
        for name in path.split("."):
            node = node.child(name) if node else None
        return node


VALUE = Text("数据，含限定词和单位", "the figure with qualifier and unit")
PICTURE = Text("进展图，单独成段", "chart of the progress, in a paragraph of its own")
# What can be said of a figure besides the figure itself.
ATTRIBUTES: dict[str, tuple[Reading, Text]] = {
    "stated": (
        lambda one: one.stated,
        Text("数据，附所属期和较上期变化", "the figure with its own period and its change"),
    ),
    "change": (lambda one: one.change, Text("较上期变化", "change on the period before")),
    "previous": (lambda one: one.previous_value, Text("上期数据", "figure of the period before")),
    "period": (lambda one: one.period, Text("数据所属期", "the figure's own period")),
    "standing": (lambda one: one.standing, Text("进展", "standing")),
    "target": (lambda one: one.target, Text("目标", "target")),
    "past_targets": (
        lambda one: one.past_targets,
        Text("已到期的目标及结果", "targets whose day has passed, and what became of them"),
    ),
    "sentence": (
        lambda one: one.sentence,
        Text("进展说明，含计算过程", "the standing with its working"),
    ),
    "source": (lambda one: one.source, Text("出处", "where the figure was taken from")),
    "name": (lambda one: one.series.name, Text("指标名称", "name of the indicator")),
    "place": (lambda one: one.series.place.name, Text("口径", "place")),
    "owner": (lambda one: one.series.owner.name, Text("责任单位", "owner")),
}


def text_node(path: str, meaning: Text, says: Callable[[], Text]) -> Slot:
    """Return a slot that says something of its own."""
    return Slot(path, meaning, says)


def figure_node(path: str, figure: ReportFigure) -> Slot:
    """Return the slot of a figure, with all that can be said of it."""
    children: dict[str, Making] = {
        name: _attribute(path, name, figure) for name in (*ATTRIBUTES, "chart")
    }
    return Slot(
        path,
        labelled(figure.series, VALUE),
        lambda: figure.value,
        children,
        figure=figure,
        is_there=figure.is_reported,
    )


def _attribute(path: str, name: str, figure: ReportFigure) -> Making:
    read, meaning = ATTRIBUTES.get(name, (lambda one: one.mark, PICTURE))
    return lambda: Slot(
        f"{path}.{name}",
        labelled(figure.series, meaning),
        lambda: read(figure),
        figure=figure,
        is_picture=name == "chart",
    )


def any_figure(path: str) -> Slot:
    """Return what stands for any figure of a list."""
    names = {name: meaning for name, (_, meaning) in ATTRIBUTES.items()} | {"chart": PICTURE}
    return _pattern(path, VALUE, names)


def _pattern(path: str, meaning: Text, names: Mapping[str, Text]) -> Slot:
    def child(name: str, meaning: Text) -> Making:
        return lambda: Slot(f"{path}.{name}", meaning, lambda: NO_TEXT, is_picture=name == "chart")

    children = {name: child(name, meaning) for name, meaning in names.items()}
    return Slot(path, meaning, lambda: NO_TEXT, children)


def rows_node(
    path: str, meaning: Text, figures: Callable[[], list[ReportFigure]], longest: int = MOST_ROWS
) -> Slot:
    """Return a list of figures for the rows of a table; what is left out is counted in the last."""

    def items() -> Iterator[Slot]:
        found = figures()
        for figure in found[:longest]:
            yield figure_node(f"{path}.row", figure)
        if len(found) > longest:
            yield _left_out(f"{path}.row", len(found) - longest)

    return Slot(path, meaning, items=items, pattern=any_figure(f"{path}.row"))


def _left_out(path: str, number: int) -> Slot:
    words = left_out_words(number)
    children = {name: _saying(f"{path}.{name}", NO_TEXT) for name in (*ATTRIBUTES, "chart")}
    return Slot(path, says=lambda: NO_TEXT, children=children | {"name": _saying(path, words)})


def left_out_words(number: int) -> Text:
    """Say that a list goes on elsewhere."""
    return Text(
        f"其余{number}项从略，见网站数据下载。",
        f"{number} more are left out; they are among the site's downloads.",
    )


def _saying(path: str, words: Text) -> Making:
    return lambda: Slot(path, says=lambda: words)


def slots(node: Slot) -> Iterator[Slot]:
    """Yield every slot and every list in the tree, in its order."""
    if node.says or node.items:
        yield node
    for make in node.children.values():
        yield from slots(make())
