"""Error messages for invalid parameters and values."""

import re

from dashboard.api.descriptions import spoken
from indicators.bilingual import Text

WRONG = {
    "unknown": Text(
        "没有参数“%(name)s”。可用的参数：%(known)s。",
        "There is no parameter “%(name)s” here. Known are: %(known)s.",
    ),
    "none": Text(
        "没有参数“%(name)s”，此处不用参数。",
        "There is no parameter “%(name)s”: nothing can be asked for here.",
    ),
    "repeated": Text("“%(name)s”只能出现一次。", "“%(name)s” may be given only once."),
    "fields": Text(
        "没有字段“%(value)s”。可用的字段：%(known)s。",
        "There is no part “%(value)s”. Known are: %(known)s.",
    ),
    "cursor": Text(
        "位置标记不属于此列表，请原样使用next中的地址。",
        "This cursor is not one of this list. Take it from “next” as it is.",
    ),
    "day": Text("日期请写成YYYY-MM-DD。", "Write a day as YYYY-MM-DD."),
    "moment": Text(
        "请写成YYYY-MM-DD，或YYYY-MM-DDThh:mm:ss+08:00。",
        "Write a day as YYYY-MM-DD, or a moment as YYYY-MM-DDThh:mm:ss+08:00.",
    ),
    "period": Text(
        "月写成2019-07，季度写成2019-q3，半年写成2019-h1，年写成2019，某日写成2019-06-30，"
        "起止日期写成2019-01-01..2019-03-31。",
        "Write a month as 2019-07, a quarter as 2019-q3, a half-year as 2019-h1, a year as 2019, "
        "a day as 2019-06-30, a span of days as 2019-01-01..2019-03-31.",
    ),
    "int_parsing": Text("请写整数。", "Write a whole number."),
    "int_parsing_size": Text("数字过大。", "This number is too large."),
    "greater_than_equal": Text("不得小于%(ge)s。", "At least %(ge)s."),
    "less_than_equal": Text("不得大于%(le)s。", "At most %(le)s."),
    "enum": Text("可用的值：%(expected)s。", "Allowed are: %(expected)s."),
    "string_pattern_mismatch": Text(
        "含有此处不允许的字符。", "There are signs in it that are not allowed here."
    ),
    "string_too_long": Text("最多%(max_length)s个字符。", "At most %(max_length)s characters."),
    "missing": Text("不能缺少。", "This is needed."),
    "extra_forbidden": Text("此处没有这个字段。", "There is no such part here."),
    "value": Text(
        "请填写数字，或按公文习惯书写，如42万、80%以上。",
        "Write a number, or a text as officials write figures: 42万, 80%以上.",
    ),
    "string_type": Text("请写文本。", "Write a text."),
    "bool_type": Text("请写true或false。", "Write true or false."),
    "int_type": Text("请写整数。", "Write a whole number."),
    "int_from_float": Text("请写整数。", "Write a whole number."),
    "list_type": Text("此处应为列表。", "A list is wanted here."),
    "model_type": Text("此处应为对象。", "An object is wanted here."),
    "too_short": Text("至少一项。", "At least one."),
    "too_long": Text(
        "最多%(max_length)s项，请分次发送。", "At most %(max_length)s; send in parts."
    ),
    "other": Text("此处不能用这个值。", "This value is not allowed here."),
}


def wrong(kind: str, **details: object) -> str:
    """Say what is wrong with a value, in the language that is active."""
    if kind == "enum":
        # Pydantic joins them with an English “or”.
        names = re.findall("'([^']*)'", str(details["expected"]))
        details["expected"] = spoken(Text("、".join(names), ", ".join(names)))
    return spoken(WRONG[kind], **details)
