"""Linked data written twice from one value: as JSON-LD with its own context, and as Turtle.

A node is a dict as in JSON-LD: ``@id``, ``@type``, and properties by prefixed names; what it holds
is made by ``words``, ``typed`` and ``iri``, or is a plain text, a node, or a list of these.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from indicators.bilingual import Text

from .publication import moment

Node = dict[str, Any]
PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What may stand in an IRI as it is; all else is written in per cent.
SAFE = "%/:?#[]@!$&'()*+,;=~"


def iri(address: str) -> Node:
    """Return a reference to what the address names."""
    return {"@id": quote(address, safe=SAFE)}


def words(text: Text) -> list[Node]:
    """Return the text in each language that it is said in."""
    said = (("zh", text.zh), ("en", text.en))
    return [{"@value": each, "@language": language} for language, each in said if each]


def typed(value: date | datetime) -> Node:
    """Return a day or a moment."""
    if isinstance(value, datetime):
        return {"@value": moment(value), "@type": "xsd:dateTime"}
    return {"@value": value.isoformat(), "@type": "xsd:date"}


def json_ld(nodes: Iterable[Node]) -> str:
    """Return the nodes as JSON-LD; its context is inside, so that nothing need be fetched."""
    document = {"@context": PREFIXES, "@graph": list(_flat(nodes).values())}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def turtle(nodes: Iterable[Node]) -> str:
    """Return the nodes as Turtle."""
    heads = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    bodies = [f"<{name}> {_properties(node, ' ')} ." for name, node in _flat(nodes).items()]
    return "\n\n".join(["\n".join(heads), *bodies]) + "\n"


def _flat(nodes: Iterable[Node]) -> dict[str, Node]:
    """Return each named node once, by name; where it stood within another its name is left."""
    found: dict[str, Node] = {}
    for node in nodes:
        found[node["@id"]] = _emptied(node, found)
    return found


def _emptied(node: Node, found: dict[str, Node]) -> Node:
    """Return the node without what says nothing; the named nodes within go to ``found``."""
    return {
        name: _within(value, found) for name, value in node.items() if value not in (None, "", [])
    }


def _within(value: Any, found: dict[str, Node]) -> Any:  # noqa: ANN401 - as free as JSON
    if isinstance(value, list):
        return [_within(one, found) for one in value]
    if not isinstance(value, dict):
        return value
    whole = _emptied(value, found)
    if "@id" in whole and len(whole) > 1:
        found[whole["@id"]] = whole
        return {"@id": whole["@id"]}
    return whole


def _properties(node: Node, indent: str) -> str:
    lines = [f"a {', '.join(_each(node['@type']))}"] if "@type" in node else []
    lines += [
        f"{name} {', '.join(_term(one, indent) for one in _each(value))}"
        for name, value in node.items()
        if not name.startswith("@")
    ]
    return f" ;\n{indent}".join(lines)


def _each(value: Any) -> Iterator[Any]:  # noqa: ANN401 - as free as JSON
    yield from value if isinstance(value, list) else [value]


def _term(value: Any, indent: str) -> str:  # noqa: ANN401 - as free as JSON
    if isinstance(value, str):
        return _quoted(value)
    if "@language" in value:
        return f"{_quoted(value['@value'])}@{value['@language']}"
    if "@value" in value:
        return f"{_quoted(value['@value'])}^^{value['@type']}"
    if set(value) == {"@id"}:
        return f"<{value['@id']}>"
    return f"[ {_properties(value, f'{indent}  ')} ]"


def _quoted(text: str) -> str:
    """Write a text as Turtle does; JSON escapes the same way."""
    return json.dumps(text, ensure_ascii=False)
