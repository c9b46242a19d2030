"""Write responses: whole or with selected fields, with the link to the next page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from indicators.bilingual import Text
from indicators.selectors import Edition, End, InvalidCursor, KeysetPage

from . import cursor as api_cursor
from .decorators import edition_of
from .descriptions import spoken
from .params import FieldSelection, ListParams, PageQuery, wrong
from .problems import NOT_FOUND, RequestRefused, bad_parameter
from .schemas.base import Item, Part
from .schemas.pages import Page

JSON = "application/json"
Held = TypeVar("Held")


class Selector(Protocol):
    """Finds a page of a public list."""

    def __call__(self, edition: Edition, *, end: End | None, limit: int) -> KeysetPage[Any]:
        """Return so many of the list, from behind the end on."""


def one(
    model: type[Item],
    found: Sequence[object],
    asked: FieldSelection,
    nothing: Text,
    **details: object,
) -> HttpResponse:
    """Answer with the one item that was found; raise Refused, saying ``nothing``, without one."""
    if not found:
        raise missing(nothing, **details)
    return _json(model.out_of(found[0]), _parts(model, asked.fields))


def whole(model: BaseModel) -> HttpResponse:
    """Answer with all that there is."""
    return _json(model, None)


def missing(words: Text, **details: object) -> RequestRefused:
    """Return the refusal of what is not there, or not public."""
    return RequestRefused(NOT_FOUND, spoken(words, **details))


def page(
    request: HttpRequest, asked: ListParams, listed: type[Page], read: Selector
) -> HttpResponse:
    """Answer with a page of a public list; its cursors belong to its address and order."""
    edition = edition_of(request)
    name = f"{request.path.rpartition('/')[2]} {asked.order}".rstrip()
    found, following = stretch(lambda end: read(edition, end=end, limit=asked.limit), name, asked)
    made = listed, map(_held(listed).out_of, found)
    about = {"as_of": edition.as_of, "day": edition.day}
    return own_page(request, made, about, following, asked)


def own_page(
    request: HttpRequest,
    made: tuple[type[Part], Iterable[Item]],
    about: Mapping[str, object],
    following: str | None,
    asked: PageQuery,
) -> HttpResponse:
    """Answer with a page of any list; ``about`` are the fields beside its items."""
    listed, items = made
    parts = _parts(_held(listed), asked.fields)
    address = None if following is None else _next(request, following)
    answer = _json(
        listed.model_validate({**about, "next": address, "items": list(items)}),
        parts and {**dict.fromkeys([*about, "next"], True), "items": {"__all__": parts}},
    )
    if address is not None:
        answer["Link"] = f'<{address}>; rel="next"'
    return answer


def stretch(
    read: Callable[[End | None], KeysetPage[Held]], name: str, asked: PageQuery
) -> tuple[list[Held], str | None]:
    """Return what the page holds and the cursor of the next; the list is known by its name."""
    try:
        found = read(api_cursor.read(name, asked.cursor))
    except InvalidCursor as error:
        raise api_cursor.refused() from error
    return found.items, None if found.end is None else api_cursor.written(name, found.end)


def _held(listed: type[Part]) -> type[Item]:
    """Return what the list is a list of."""
    held: type[Item] = listed.model_fields["items"].annotation.__args__[0]  # type: ignore[union-attr]
    return held


def _next(request: HttpRequest, cursor: str) -> str:
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"


def _parts(model: type[Item], fields: str | None) -> dict[str, bool] | None:
    """Return the parts that are wanted; None for all of them."""
    if fields is None:
        return None
    wanted = dict.fromkeys(fields.split(","), True)
    for name in wanted:
        if name not in model.model_fields:
            known = ", ".join(model.model_fields)
            detail = wrong("fields", value=name[:40], known=known)
            raise bad_parameter("fields", "fields", detail)
    return wanted


def _json(model: BaseModel, parts: dict[str, Any] | None) -> HttpResponse:
    return HttpResponse(model.model_dump_json(include=parts), content_type=JSON)
