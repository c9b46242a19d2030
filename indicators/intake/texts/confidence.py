"""Whether a match is of low confidence."""

from indicators.prose import Statement

# Below this the best candidate is a guess; nearer than that to the second, it may be either.
SURE, CLEAR = 0.5, 0.15


def is_unsure(statement: Statement) -> bool:
    """Tell whether a person has to choose: a weak candidate, two close ones, or no plain level."""
    confidences = [one.confidence for one in statement.candidates[:2]]
    return (
        statement.value_to is not None
        or statement.is_change
        or statement.is_earlier
        or not confidences
        or confidences[0] < SURE
        or (len(confidences) > 1 and confidences[0] - confidences[1] < CLEAR)
    )
