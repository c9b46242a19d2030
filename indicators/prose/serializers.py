"""Serialise statements to JSON."""

from decimal import Decimal

from .statements import Statement


def object_of(statement: Statement) -> dict[str, object]:
    """Return the statement's fields; what is no figure has neither value nor qualifier."""
    best = statement.best
    described: dict[str, object] = {
        "paragraph": statement.paragraph,
        "line": statement.line,
        "start": statement.start,
        "end": statement.end,
        "as_written": statement.as_written,
        "kind": statement.kind.value,
        "value": number(statement.value),
        "unit": statement.unit,
        "qualifier": statement.qualifier.value if statement.qualifier else None,
        "indicator": best.indicator if best else None,
        "place": best.place if best else None,
        "confidence": best.confidence if best else 0,
    }
    if statement.value_to is not None:
        described["value_to"] = number(statement.value_to)
    return described


def number(value: Decimal | None) -> int | float | None:
    """Return the value as JSON writes numbers: 199, 2.5."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
