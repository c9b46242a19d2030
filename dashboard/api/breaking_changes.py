"""Find breaking changes between two OpenAPI descriptions.

Within a version things are only added. Removed or renamed is what programs may use: an address, a
parameter, a part of an answer or of a body, a value that may be sent; stricter is a parameter or
part that is needed now, or a value of another type.
"""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
REFERENCE = "#/components/schemas/"
TYPES = ("type", "format", "pattern")


def breaks(old: Schema, new: Schema) -> list[str]:
    """Return each removal or tightening as one line; empty if compatible."""
    return sorted({*_paths(old, new), *_schemas(old, new)})


def _paths(old: Schema, new: Schema) -> Iterator[str]:
    for path, methods in old["paths"].items():
        for method, operation in methods.items():
            name = f"{method.upper()} {path}"
            now = new["paths"].get(path, {}).get(method)
            if now is None:
                yield f"{name} is gone"
                continue
            yield from _parameters(name, operation, now)
            yield from _bodies(name, operation, now)
            for status in operation["responses"].keys() - now["responses"].keys():
                yield f"{name}: the answer {status} is gone"
            for status in operation["responses"].keys() & now["responses"].keys():
                was, is_now = (one["responses"][status] for one in (operation, now))
                yield from _content(f"{name}: the answer {status}", was, is_now)


def _parameters(name: str, old: Schema, new: Schema) -> Iterator[str]:
    was, now = (
        {(one["in"], one["name"]): one for one in operation.get("parameters", ())}
        for operation in (old, new)
    )
    for key, parameter in was.items():
        label = f"{name}: the parameter {key[1]}"
        if key not in now:
            yield f"{label} is gone"
        else:
            yield from _part(label, parameter["schema"], now[key]["schema"], is_sent=True)
    for key, parameter in now.items():
        if parameter.get("required") and not was.get(key, {}).get("required"):
            yield f"{name}: the parameter {key[1]} is needed now"


def _bodies(name: str, old: Schema, new: Schema) -> Iterator[str]:
    was, now = old.get("requestBody"), new.get("requestBody")
    if was and now:
        yield from _content(f"{name}: the body", was, now)
    elif was:
        yield f"{name}: the body is gone"
    elif now and now.get("required"):
        yield f"{name}: a body is needed now"


def _content(label: str, old: Schema, new: Schema) -> Iterator[str]:
    was, now = old.get("content", {}), new.get("content", {})
    for kind in was.keys() - now.keys():
        yield f"{label} as {kind} is gone"
    for kind in was.keys() & now.keys():
        yield from _part(label, was[kind].get("schema", {}), now[kind].get("schema", {}))


def _schemas(old: Schema, new: Schema) -> Iterator[str]:
    """Compare parts by name: whatever names a part keeps its name, or breaks where it is named."""
    was, now = (one.get("components", {}).get("schemas", {}) for one in (old, new))
    sent = _sent(old)
    for name, schema in was.items():
        if name in now:
            yield from _part(name, schema, now[name], is_sent=name in sent)


def _sent(schema: Schema) -> set[str]:
    """Return the names of the parts that bodies hold."""
    bodies = [
        operation["requestBody"]
        for methods in schema["paths"].values()
        for operation in methods.values()
        if "requestBody" in operation
    ]
    known = schema.get("components", {}).get("schemas", {})
    pending, found = [name for body in bodies for name in _references(body)], set()
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += _references(known.get(name, {}))
    return found


def _references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].removeprefix(REFERENCE)
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from _references(one)


def _part(label: str, old: Schema, new: Schema, *, is_sent: bool = False) -> Iterator[str]:
    if _shape(old) != _shape(new):
        yield f"{label} has another type"
        return
    for value in old.get("enum", ()):
        if value not in new.get("enum", ()):
            yield f"{label}: the value {value} is gone"
    properties, now = old.get("properties", {}), new.get("properties", {})
    for name in properties.keys() - now.keys():
        yield f"{label}: {name} is gone"
    for name in properties.keys() & now.keys():
        yield from _part(f"{label}: {name}", properties[name], now[name], is_sent=is_sent)
    needed, needed_now = set(old.get("required", ())), set(new.get("required", ()))
    for name in needed_now - needed if is_sent else needed - needed_now:
        yield f"{label}: {name} is {'needed now' if is_sent else 'no longer sure'}"
    if isinstance(old.get("items"), dict) and isinstance(new.get("items"), dict):
        yield from _part(f"{label} (each)", old["items"], new["items"], is_sent=is_sent)


def _shape(schema: Schema) -> object:
    """Return what sort of value the schema allows, without what may grow."""
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        return sorted(map(str, map(_shape, several)))
    return [schema.get("$ref"), *(schema.get(key) for key in TYPES), "items" in schema]
