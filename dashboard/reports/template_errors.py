"""What can be wrong with a template, said in both languages with what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.bilingual import Text

from .slot_types import Slot
from .template_tags import Tag


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """What is wrong, where, and what stands there."""

    where: Text
    excerpt: str
    message: Text


WHOLE = Text("整个模板", "whole template")
NOT_READ = Text(
    "文件无法作为Word文档打开，请用Word或WPS另存为.docx。",
    "The file cannot be opened as a Word document; save it anew as .docx in Word or WPS.",
)
UNREADABLE = Text(
    "占位符里只能写名称，如{{ service_items.city_level }}；循环写作{% for row in figures %}……"
    "{% endfor %}，条件写作{% if missing %}……{% endif %}。不支持运算、函数、过滤器和引号。",
    "A slot holds a name alone, such as {{ service_items.city_level }}; a loop is written {% for "
    "row in figures %} … {% endfor %}, a condition {% if missing %} … {% endif %}. There is no "
    "arithmetic, no function, no filter and no quotation.",
)
BRACES = Text(
    "花括号没有成对，或用在占位符以外。占位符须在同一段内写完整：{{ 名称 }}。",
    "A brace stands alone. A slot opens and closes in one paragraph: {{ name }}.",
)
WIDE_BRACES = Text(
    "占位符要用半角花括号：{{ 名称 }}。", "Slots take half-width braces: {{ name }}."
)
HIDDEN_BRACES = Text(
    "文档中看不见的地方（如图片说明、书签）写有占位符，只能写在正文、表格、页眉、页脚和脚注里。",
    "A slot stands where nobody sees it, as in a picture's description; write it in the text, a "
    "table, a page's header or footer, or a footnote.",
)
TORN = Text(
    "占位符中间夹着超链接、批注或其他内容，请整个删除后重新键入。",
    "Something else stands in the middle of the slot; delete all of it and type it anew.",
)
TOO_MANY = Text("占位符太多，最多3000个。", "There are too many slots; at most 3,000.")
TOO_LONG = Text("占位符太长。", "The slot is too long.")
TOO_MUCH = Text(
    "循环嵌套过多，生成的文档会过大，请减少循环。",
    "The loops would write far too much; use fewer of them.",
)
TORN_APART = Text(
    "生成后文档不完整：请检查循环的开头和结尾是否在同一层次，或用Word、WPS另存后重试。",
    "Filled in, it would be broken: see that loops begin and end in like places, or save it anew.",
)
PICTURE_ELSEWHERE = Text(
    "图只能放在正文里，不能放在页眉、页脚和脚注里。",
    "A chart stands in the body alone, not in a header, footer or footnote.",
)
ROW_WITHOUT_TABLE = Text("{%tr … %}只能用在表格里。", "{%tr … %} stands in a table alone.")
NOT_ALONE_IN_ROW = Text(
    "{%tr … %}须独占一行，该行不能有其他内容。",
    "{%tr … %} has a row of its own; nothing else may stand in it.",
)
NOT_ALONE_IN_PARAGRAPH = Text(
    "{%p … %}须独占一段，该段不能有其他内容。",
    "{%p … %} has a paragraph of its own; nothing else may stand in it.",
)


def not_closed(tag: Tag) -> Text:
    """Say that a loop or condition has no end."""
    end = "endfor" if tag.opens == "for" else "endif"
    return Text(f"缺少结尾“{end}”。", f"Its end “{end}” is missing.")


def not_opened(tag: Tag, wanted: str) -> Text:
    """Say that an end has no beginning."""
    return Text(
        f"“{tag.word}”前面没有对应的“{wanted}”。",
        f"There is no “{wanted}” before this “{tag.word}”.",
    )


def not_together(start: Tag) -> Text:
    """Say that an end stands in other surroundings than its beginning."""
    return Text(
        f"与开头“{start.written}”不在同一层次：段内循环须在同一段，整段循环（p）须在同一单元格或正文，"
        "表格行循环（tr）须在同一表格。",
        f"It does not belong to “{start.written}”: a loop in a line ends in its paragraph, one of "
        "paragraphs (p) in its cell or page, one of rows (tr) in its table.",
    )


def no_list(path: str) -> Text:
    """Say that only lists are looped over."""
    return Text(f"“{path}”不是列表，不能循环。", f"“{path}” is no list to loop over.")


def taken(variable: str) -> Text:
    """Say that a loop's variable hides a slot."""
    return Text(
        f"“{variable}”已是占位符的名称，请换一个循环变量名。",
        f"“{variable}” is the name of a slot; call the loop's variable otherwise.",
    )


def no_slot(path: str, node: Slot) -> Text:
    """Say how to use a name that says nothing by itself."""
    if node.items is not None:
        return Text(
            f"“{path}”是列表，请用循环：{{% for one in {path} %}}……{{% endfor %}}。",
            f"“{path}” is a list; loop over it: {{% for one in {path} %}} … {{% endfor %}}.",
        )
    choices = [f"{path}.{name}" for name in node.children][:4]
    return Text(
        f"还要写明哪一项，如{'、'.join(choices)}。", f"Say which one, such as {', '.join(choices)}."
    )


def unknown(path: str, nearest: Iterable[str]) -> Text:
    """Say that nobody knows the name, and which are near."""
    near = list(nearest)
    zh, en = f"没有“{path}”这个占位符。", f"There is no slot “{path}”."
    if not near:
        return Text(zh, en)
    return Text(f"{zh}相近的有：{'、'.join(near)}。", f"{en} The nearest: {', '.join(near)}.")
