"""Proofs as values of JSON, and in words for people."""

from indicators.exports import OFFICE_TIME
from indicators.intake.prose import object_of
from indicators.intake.prose.objects import number
from indicators.series import Point
from indicators.texts import Text

from .judging import Result
from .proof import Proof, Proofs

RESULTS = {
    Result.SAME: Text("一致", "same"),
    Result.DIFFERS: Text("不一致", "differs"),
    Result.UNKNOWN: Text("数据中没有", "not in the data"),
    Result.UNSURE: Text("无法判断", "cannot tell"),
}
SIGNS = {Result.SAME: "✓", Result.DIFFERS: "✕", Result.UNKNOWN: "○", Result.UNSURE: "?"}


def described(proof: Proof) -> dict[str, object]:
    """Return the number's fields with ``result`` and ``expected``; both null for no figure."""
    point = proof.judged.point if proof.judged else None
    return object_of(proof.statement) | {
        "result": proof.result.value if proof.result else None,
        "expected": number(point.value) if point else None,
        "expected_qualifier": point.qualifier.value if point else None,
        "released_at": (
            point.released_at.astimezone(OFFICE_TIME).isoformat()
            if point and point.release
            else None
        ),
        "working": proof.judged.working if proof.judged else "",
    }


def explained(proof: Proof) -> Text:
    """Say what the text says, what the data say, and since when."""
    judged, written = proof.judged, proof.statement.as_written
    if judged is None or proof.result is None:
        return Text(str(proof.statement.kind.label), str(proof.statement.kind.label))
    words = RESULTS[proof.result]
    if judged.working:
        return Text(f"{words.zh}：{judged.working}", f"{words.en}: {judged.working}")
    if judged.point is None or proof.series is None:
        return words
    shown, since = proof.series.show(judged.point), _since(judged.point)
    if proof.result is Result.SAME:
        return Text(
            f"{words.zh}：数据为{shown.zh}，{since.zh}",
            f"{words.en}: the data say {shown.en}, {since.en}",
        )
    return Text(
        f"{words.zh}：文中为{written}，数据为{shown.zh}，{since.zh}",
        f"{words.en}: the text says {written}, the data say {shown.en}, {since.en}",
    )


def _since(point: Point) -> Text:
    """Say when the figure came out; what is only accepted has no release."""
    if not point.release:
        return Text("已审核，尚未发布", "accepted, not released yet")
    day = f"{point.released_at.astimezone(OFFICE_TIME):%Y-%m-%d}"
    return Text(f"{day}发布", f"released {day}")


def summary(proofs: Proofs) -> Text:
    """Count the figures by what became of them."""
    counts = [(RESULTS[one], len(proofs.of(one))) for one in Result]
    total = len(proofs.figures)
    return Text(
        f"共{total}个数据："
        + "，".join(f"{words.zh}{number}个" for words, number in counts)
        + "。",
        f"{total} {'figure' if total == 1 else 'figures'}: "
        + ", ".join(f"{number} {words.en}" for words, number in counts)
        + ".",
    )
