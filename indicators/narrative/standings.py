"""The signs, short words and meanings of the standings; their words are in ``enums``."""

from indicators.bilingual import Text
from indicators.enums import Standing

STANDING_SIGNS = {
    Standing.MET: "✓",
    Standing.ON_TRACK: "●",
    Standing.AT_RISK: "▲",
    Standing.BEHIND: "▼",
    Standing.MISSED: "✕",
    Standing.NOT_SHOWN: "?",
    Standing.NO_TARGET: "–",
    Standing.NO_DATA: "○",
}
# Where only two or three characters have room, beside the sign.
SHORT_STANDINGS = {
    Standing.MET: Text("达成", "met"),
    Standing.ON_TRACK: Text("正常", "on track"),
    Standing.AT_RISK: Text("预警", "at risk"),
    Standing.BEHIND: Text("滞后", "behind"),
    Standing.MISSED: Text("未达成", "missed"),
    Standing.NOT_SHOWN: Text("未证实", "not proven"),
    Standing.NO_TARGET: Text("无定量目标", "no target"),
    Standing.NO_DATA: Text("无数据", "no data"),
}
MEANINGS = {
    Standing.MET: Text(
        "数据足以证明目标已经达到。", "The figure proves that the target is reached."
    ),
    Standing.ON_TRACK: Text(
        "按数据所属日期，已达到或领先于要求路径。",
        "On its own day the figure is on the required path or ahead of it.",
    ),
    Standing.AT_RISK: Text(
        "落后于路径或目标水平，但差距不超过预警幅度（未另设的为10%）。",
        "The figure falls short by at most the margin, 10 % unless the target says otherwise.",
    ),
    Standing.BEHIND: Text("差距超过预警幅度。", "The figure falls short by more than the margin."),
    Standing.MISSED: Text(
        "期限已过，按期限内的数据，目标未达到。",
        "The due date has passed, and by the figures up to it the target is not reached.",
    ),
    Standing.NOT_SHOWN: Text(
        "数据为“以上”“余”“近”等界限值，既不能证明达到，也不能证明未达到；或者没有期限内的数据。",
        "The figure is a bound that proves neither that the target is reached nor that it is not, "
        "or there is none about the time up to the due date.",
    ),
    Standing.NO_TARGET: Text("没有以数字表示的目标。", "No number is set as a target."),
    Standing.NO_DATA: Text("尚未发布数据。", "No figure has been published."),
}
