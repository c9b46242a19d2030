"""The Jinja sandbox for uploaded templates: slots only, with a limit on output.

Templates hold no more than names, loops over lists and conditions (``template_validation`` sees to
that); the sandbox holds even where a check should fail, and bounds how much one template may write.
"""

import re
from collections.abc import Callable, Iterator

from jinja2 import Template, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from .figure_wording import ReportFigure
from .slot_types import Slot

MOST_ROUNDS, MOST_SIGNS, MOST_PICTURES = 20_000, 20_000_000, 100
# What XML cannot hold, and what docxtpl would take for the end of a paragraph or a page.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
Drawing = Callable[[ReportFigure], str]


class TooMuch(Exception):
    """The template would write more than any report needs."""


class RenderContext:
    """One filling of a template in a language: how its pictures are drawn, how much is written."""

    def __init__(self, language: str, draw: Drawing) -> None:
        self.language, self.draw = language, draw
        self.rounds = self.pictures = 0

    def count_round(self) -> None:
        """Count a round of a loop."""
        self.rounds += 1
        if self.rounds > MOST_ROUNDS:
            raise TooMuch

    def picture(self, figure: ReportFigure) -> str:
        """Return the figure's chart as XML."""
        self.pictures += 1
        if self.pictures > MOST_PICTURES:
            raise TooMuch
        return self.draw(figure)


class SlotView:
    """A slot as a template sees it: its text, children and items only."""

    __slots__ = ("_filling", "_node")

    def __init__(self, node: Slot, filling: RenderContext) -> None:
        self._node, self._filling = node, filling

    def __getattr__(self, name: str) -> "SlotView | UnknownSlot":
        """Return what is called so in the node, or a visible hole."""
        child = self._node.child(name)
        return (
            SlotView(child, self._filling)
            if child
            else UnknownSlot(name=f"{self._node.path}.{name}")
        )

    def __str__(self) -> str:
        return str(self.__html__())

    def __html__(self) -> str:
        """Return the words with their signs escaped, or the picture."""
        node = self._node
        if node.is_picture and node.figure and node.figure.is_reported:
            return Markup(self._filling.picture(node.figure))  # noqa: S704 - our own drawing
        if node.says is None:
            return UnknownSlot(name=node.path).__html__()
        return escape(UNSEEN.sub(" ", node.says().in_language(self._filling.language)))

    def __iter__(self) -> "Iterator[SlotView]":
        """Walk the items of a list."""
        for item in self._node.items() if self._node.items else ():
            self._filling.count_round()
            yield SlotView(item, self._filling)

    def __bool__(self) -> bool:
        """Tell whether the figure, or any item of the list, is there."""
        if self._node.items:
            return any(True for _ in self._node.items())
        return self._node.is_there


class UnknownSlot(Undefined):
    """An unknown slot: renders as a visible mark."""

    __slots__ = ()

    def __getattr__(self, name: str) -> "UnknownSlot":
        """Return a hole for whatever would be in it."""
        if name.startswith("__"):
            raise AttributeError(name)
        return UnknownSlot(name=f"{self._undefined_name}.{name}")

    def __str__(self) -> str:
        return f"【缺 missing: {self._undefined_name}】"

    def __html__(self) -> str:
        """Return the mark with its signs escaped."""
        return escape(UNSEEN.sub(" ", str(self)))


def names(root: Slot, filling: RenderContext) -> dict[str, SlotView]:
    """Return everything that a template may begin with."""
    return {name: SlotView(make(), filling) for name, make in root.children.items()}


class _Bounded(Template):
    """A template that stops when it has written too much."""

    def render(self, *args: object, **kwargs: object) -> str:
        """Return what it writes. Raises TooMuch."""
        parts, signs = [], 0
        for part in self.generate(*args, **kwargs):
            signs += len(part)
            if signs > MOST_SIGNS:
                raise TooMuch
            parts.append(part)
        return "".join(parts)


# All that a template may consist of, once it is parsed.
SPOKEN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Not,
)


class Sandbox(ImmutableSandboxedEnvironment):
    """The template language without filters, tests, functions, and all else that is not a name."""

    template_class = _Bounded

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=UnknownSlot)
        self.filters.clear()
        self.tests.clear()
        self.globals.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the parsed template. Raises TemplateSyntaxError where it says more than names."""
        parsed = super()._parse(source, name, filename)
        for node in parsed.find_all(nodes.Node):
            if not isinstance(node, SPOKEN):
                raise TemplateSyntaxError(f"{type(node).__name__} is not allowed.", node.lineno)
        return parsed
