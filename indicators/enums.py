"""Closed lists of the field's words, said here once in both languages."""

from .bilingual_choices import Words, words


class Kind(Words):
    """What sort of number an indicator is; decides whether it follows a path."""

    STOCK = "stock", words("存量", "level on a day")
    FLOW = "flow", words("期内数", "count within a period")
    CUMULATIVE = "cumulative", words("累计数", "count since the beginning")
    RATE = "rate", words("比率", "rate")
    PLAN = "plan", words("年度计划", "plan for a period")


class Direction(Words):
    """Which way is better."""

    UP = "up", words("越高越好", "higher is better")
    DOWN = "down", words("越低越好", "lower is better")
    NONE = "none", words("不分优劣", "neither is better")


class Frequency(Words):
    """How often a figure is due."""

    MONTH = "month", words("每月", "monthly")
    QUARTER = "quarter", words("每季度", "quarterly")
    HALF_YEAR = "half_year", words("每半年", "half-yearly")
    YEAR = "year", words("每年", "yearly")


class Qualifier(Words):
    """What the words around a figure say about it."""

    EXACT = "exact", words("精确", "exact")
    AT_LEAST = "at_least", words("以上", "at least")
    MORE_THAN = "more_than", words("余", "more than")
    AT_MOST = "at_most", words("不超过", "at most")
    LESS_THAN = "less_than", words("不足", "less than")
    NEARLY = "nearly", words("近", "nearly")
    ABOUT = "about", words("约", "about")


class Status(Words):
    """Whether there is a figure; all but the first are different kinds of nothing, never zero."""

    REPORTED = "reported", words("已上报", "reported")
    MISSING = "missing", words("缺报", "missing")
    NOT_APPLICABLE = "not_applicable", words("不适用", "not applicable")
    NOT_YET_REPORTED = "not_yet_reported", words("尚未上报", "not yet reported")
    WITHDRAWN = "withdrawn", words("已撤回", "withdrawn from the public")


class Comparison(Words):
    """How a figure must stand to its target."""

    AT_LEAST = "at_least", words("以上", "at least")
    AT_MOST = "at_most", words("不超过", "at most")
    EQUAL = "equal", words("等于", "exactly")
    WITHIN = "within", words("介于", "within")


class Basis(Words):
    """Where a target comes from."""

    STATED = "stated", words("所引文件载明", "stated in a cited document")
    PLAN = "plan", words("所引计划确定", "set in a cited plan")
    POLICY = "policy", words("上级文件规定", "set by a higher document")
    DERIVED = "derived", words("由所引数据推算", "derived from cited figures")
    WORKING = "working", words("工作目标，非官方", "working target, not official")


class OwnershipBasis(Words):
    """Whether the source names the owner or the office concluded it."""

    STATED = "stated", words("来源载明", "stated in the source")
    INFERRED = "inferred", words("按职责推定", "inferred from duties")


class Standing(Words):
    """How an indicator stands to its target on a day."""

    MET = "met", words("已达成", "met")
    ON_TRACK = "on_track", words("进度正常", "on track")
    AT_RISK = "at_risk", words("预警", "at risk")
    BEHIND = "behind", words("进度滞后", "behind")
    MISSED = "missed", words("未达成", "missed")
    NOT_SHOWN = "not_shown", words("未能证实", "not proven")
    NO_TARGET = "no_target", words("未设定量目标", "no quantified target")
    NO_DATA = "no_data", words("暂无数据", "no data")


class Yardstick(Words):
    """What a figure is held against; unlike ones cannot be sorted together."""

    PATH = "path", words("序时线", "path")
    LEVEL = "level", words("目标", "target")
    STATEMENT = "statement", words("文字目标", "target in words")
    NOTHING = "nothing", words("无", "nothing")


class PlaceLevel(Words):
    """How much of the city a place covers."""

    CITY = "city", words("全市", "whole city")
    CITY_LEVEL = "city_level", words("市本级", "city-level bodies")
    COUNTIES = "counties", words("县(区)合计", "counties and districts together")
    DIVISION = "division", words("县(区)", "county or district")


class OrganisationKind(Words):
    """What sort of body an organisation is."""

    OFFICE = "office", words("办公室", "office")
    DEPARTMENT = "department", words("部门", "department")
    INSTITUTION = "institution", words("直属事业单位", "public institution under the city")
    LEADING_GROUP = "leading_group", words("领导小组", "leading group")
    COUNTY_GOVERNMENT = (
        "county_government",
        words("县(区)人民政府", "county or district government"),
    )
    DEVELOPMENT_ZONE = "development_zone", words("开发区", "development zone")
    TOWNSHIP = "township", words("乡镇(街道)", "township or subdistrict")


class EntryState(Words):
    """How far an entry has come."""

    DRAFT = "draft", words("草稿", "draft")
    SUBMITTED = "submitted", words("已提交", "submitted")
    RETURNED = "returned", words("已退回", "returned")
    ACCEPTED = "accepted", words("已接受", "accepted")


class EntryOrigin(Words):
    """How an entry came about; each but the first names what it is about."""

    REPORTED = "reported", words("填报", "reported by an organisation")
    TEXT = "text", words("文本取数", "taken from a published text")
    WITHDRAWAL = "withdrawal", words("撤回", "withdrawal of a public figure")


class Timeliness(Words):
    """Whether the accepted figure came in by the due date."""

    ON_TIME = "on_time", words("按时", "on time")
    CORRECTED_LATE = "corrected_late", words("按时报送、逾期更正", "on time, corrected late")
    LATE = "late", words("逾期", "late")
    OPEN = "open", words("未报送", "not in yet")
    OVERDUE = "overdue", words("已逾期", "overdue")


class ReportingState(Words):
    """How an organisation stands with what it owes for a period, the worst first."""

    MISSING = "missing", words("未报", "missing")
    RETURNED = "returned", words("退回", "returned")
    LATE = "late", words("迟报", "late")
    AWAITED = "awaited", words("待报", "not due yet")
    ON_TIME = "on_time", words("按期", "on time")


class SourceKind(Words):
    """What sort of document a source is."""

    SUBMISSION = "submission", words("月报", "submission")
    REPORT = "report", words("公开报告", "published report")
    PLAN = "plan", words("计划", "plan")
    POLICY = "policy", words("政策文件", "policy document")
    LAW = "law", words("法律", "law")


class RuleKind(Words):
    """What a rule declares about figures."""

    SUM = "sum", words("分项之和等于总数", "parts add up to the whole")
    AT_MOST = "at_most", words("部分不大于整体", "a part is at most the whole")
    TOTAL = "total", words("推算合计", "derived total")
    RANGE = "range", words("处于区间内", "within a range")
    NON_DECREASING = "non_decreasing", words("只增不减", "never falls")
    NOTE = "note", words("来源提示", "note on the source")


class Side(Words):
    """On which side of a rule a term stands."""

    LEFT = "left", words("左边", "left")
    RIGHT = "right", words("右边", "right")


class Outcome(Words):
    """What became of a rule."""

    HOLDS = "holds", words("成立", "holds")
    BROKEN = "broken", words("不成立", "broken")
    CANNOT_CHECK = "cannot_check", words("无法校验", "cannot be checked")
    NOTED = "noted", words("已提示", "noted")


class Role(Words):
    """What an official is there for."""

    REPORTER = "reporter", words("填报员", "reporter")
    REVIEWER = "reviewer", words("审核员", "reviewer")
    PUBLISHER = "publisher", words("发布人", "publisher")
    VIEWER = "viewer", words("领导", "viewer")


class TokenPower(Words):
    """What a token lets another system do."""

    REPORT = "report", words("填报数据", "report figures")


class Decision(Words):
    """What became of a figure that a published text mentions."""

    TAKEN = "taken", words("已采用", "taken")
    IGNORED = "ignored", words("已忽略", "ignored")


class StatementKind(Words):
    """What a number in a published text is; only figures count something."""

    FIGURE = "figure", words("数据", "figure")
    DATE = "date", words("日期", "date")
    ORDINAL = "ordinal", words("序数", "ordinal")
    NAME = "name", words("名称中的数字", "part of a name")
    NUMBER_OF_DOCUMENT = "number_of_document", words("文号", "number of a document")
    IDIOM = "idiom", words("习语", "idiom")


class ReportKind(Words):
    """Which report a template is for."""

    HALF_YEAR = "half_year", words("半年报告", "half-year report")
    ANNUAL = "annual", words("年度报告", "annual report")


class ChangeKind(Words):
    """What a change does to an entry's figure."""

    NEW = "new", words("新填", "newly filled in")
    CHANGED = "changed", words("修改", "changed")
    CLEARED = "cleared", words("清空", "emptied")
