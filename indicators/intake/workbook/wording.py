"""What the workbook says to whoever fills it in."""

from indicators.bilingual import Text

HOW_TO = Text(
    "请填写浅黄色单元格，保存后在工作台“填报”页上传；系统先列出变化和问题，确认后才保存。"
    "填写方法见“填写说明”工作表。",
    "Fill in the pale yellow cells, save the file, and upload it on the desk: changes and problems "
    "are listed first, and nothing is kept before you confirm. The second sheet says how.",
)
GUIDE = (
    Text(
        "1. 只填浅黄色单元格，其余单元格请勿改动。可以用表头的筛选按钮排序、筛选；"
        "自行选定区域排序的，须选定全部列（含右侧两列隐藏的编号），否则数据与指标错位，不予接收。"
        "移动列、删去不填的行、增加自用的列，请先撤销工作表保护（未设密码）。",
        "1. Fill in the pale yellow cells, and leave the others as they are. You may sort and "
        "filter with the buttons of the headings. Whoever sorts a range must select all columns, "
        "the two hidden ones of marks on the right included: else figures part from their "
        "indicators, and the file is refused. To move columns, delete rows or add columns of your "
        "own, take the sheet’s protection away first; it has no password.",
    ),
    Text(
        "2. “本期数据”按公文习惯填写：199、1,007、42万、80%以上、近千、10余等；"
        "也可以使用公式，系统只读取计算结果。",
        "2. Write figures as in documents: 199, 1,007, 42万, 80%以上, 近千, 10余. Formulas may be "
        "used; only their results are read.",
    ),
    Text(
        "3. 留空表示尚未上报；0表示零；不适用的填“不适用”，并在“备注”中说明原因。",
        "3. A blank cell means not yet reported, 0 means zero. Where a figure does not apply, "
        "write “not applicable” and say why in the note.",
    ),
    Text(
        "4. “限定词”从下拉列表中选择；数据中已写明的（如80%以上）不必再选，两处不能互相矛盾。",
        "4. Choose the qualifier from the list; one that is written with the figure, as in "
        "80%以上, is not chosen again; both must not contradict each other.",
    ),
    Text(
        "5. 百分比指标填85或85%均可。单元格按显示的内容读取：格式为百分比的按百分比，"
        "格式加上“以上”“约”等字样的连同字样；小数位以单元格内的数值为准。加“万”“千”的格式和日期格式不予读取。",
        "5. For a percentage write 85 or 85%. A cell is read as it is shown: as a percentage, or "
        "with the words such as 以上 that its format adds, but with all its decimals. Formats that "
        "add 万 or 千, and those of dates, cannot be read.",
    ),
    Text(
        "6. 系统认为有疑点的数据（如与上期相差过大），请在“疑点说明”中写明原因。",
        "6. Where a figure is doubtful, such as far from the last one, explain it in “Explanation "
        "of doubts”.",
    ),
    Text(
        "7. 已提交、已接受的填报项只供查阅；确需修改的，请先在工作台撤回或更正。",
        "7. Entries that are submitted or accepted are there to be looked at; withdraw or correct "
        "them on the desk first.",
    ),
    Text(
        "8. 上传并确认后，数据保存为草稿，仍须在工作台提交。"
        "下载之后他人在系统中改过的项，会列为冲突，不会被覆盖。",
        "8. What you upload and confirm is kept as a draft, and still to be submitted on the desk. "
        "What somebody else changed since the download is listed as a conflict, not replaced.",
    ),
)
PROMPT = Text("如199、3.6万、80%以上、不适用", "Such as 199, 3.6万, 80%以上, not applicable")
WRONG_QUALIFIER = Text("请从列表中选择限定词，或留空。", "Choose from the list, or leave it blank.")
KNOWN = Text(
    "此处由系统填写，请勿改动。请填写浅黄色单元格。",
    "This is not to be filled in. Fill in the pale yellow cells.",
)
EVERYBODY = Text("全部填报单位", "all organisations")


def title(period: Text) -> Text:
    """Return the title of the sheet."""
    return Text(f"{period.zh}指标填报表", f"Indicators to report for {period.en}")


def about(organisation: Text, period: Text, due: Text) -> Text:
    """Return the line that says whose figures of which period are due when."""
    return Text(
        f"填报单位：{organisation.zh}　　报告期：{period.zh}　　截止日期：{due.zh}",
        f"Organisation: {organisation.en}    Period: {period.en}    Due on: {due.en}",
    )
