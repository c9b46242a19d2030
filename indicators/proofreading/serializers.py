"""Serialise proofs to JSON and to sentences."""

from indicators.bilingual import Text
from indicators.exports import OFFICE_TIME
from indicators.prose import object_of
from indicators.prose.serializers import number
from indicators.series import Point, Series

from .judgement import ProofResult
from .proof import Proof, Proofs

RESULTS = {
    ProofResult.SAME: Text("一致", "same"),
    ProofResult.DIFFERS: Text("不一致", "differs"),
    ProofResult.UNKNOWN: Text("数据中没有", "not in the data"),
    ProofResult.UNSURE: Text("无法判断", "cannot tell"),
}
SIGNS = {
    ProofResult.SAME: "✓",
    ProofResult.DIFFERS: "✕",
    ProofResult.UNKNOWN: "○",
    ProofResult.UNSURE: "?",
}


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
    judged = proof.judged
    if judged is None or proof.result is None:
        return Text(str(proof.statement.kind.label), str(proof.statement.kind.label))
    words = RESULTS[proof.result]
    said = [judged.note] if judged.note.zh else []
    said += [Text(judged.working, judged.working)] if judged.working else []
    if judged.point is not None and proof.series is not None and not _is_change(proof):
        said.append(_compared(proof, proof.series, judged.point))
    if not said:
        return words
    zh, en = "；".join(one.zh for one in said), "; ".join(one.en for one in said)
    return Text(f"{words.zh}：{zh}", f"{words.en}: {en}")


def _is_change(proof: Proof) -> bool:
    """Tell whether the working says all: the point is one of its two ends."""
    return proof.statement.is_change and bool(proof.judged and proof.judged.working)


def _compared(proof: Proof, series: Series, point: Point) -> Text:
    shown, since, written = series.show(point), _since(point), proof.statement.as_written
    if proof.result is ProofResult.SAME:
        return Text(f"数据为{shown.zh}，{since.zh}", f"the data say {shown.en}, {since.en}")
    return Text(
        f"文中为{written}，数据为{shown.zh}，{since.zh}",
        f"the text says {written}, the data say {shown.en}, {since.en}",
    )


def _since(point: Point) -> Text:
    """Say when the figure came out; what is only accepted has no release."""
    if not point.release:
        return Text("已审核，尚未发布", "accepted, not released yet")
    day = f"{point.released_at.astimezone(OFFICE_TIME):%Y-%m-%d}"
    return Text(f"{day}发布", f"released {day}")


def summary(proofs: Proofs) -> Text:
    """Count the figures by what became of them."""
    counts = [(RESULTS[one], len(proofs.of(one))) for one in ProofResult]
    total = len(proofs.figures)
    return Text(
        f"共{total}个数据："
        + "，".join(f"{words.zh}{number}个" for words, number in counts)
        + "。",
        f"{total} {'figure' if total == 1 else 'figures'}: "
        + ", ".join(f"{number} {words.en}" for words, number in counts)
        + ".",
    )
