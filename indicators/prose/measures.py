"""Measure words, and words that hold a numeral without counting anything.

Both lists are of the language, not of any one report. A figure in digits may carry any of the
words; a numeral (三项) counts only before the stricter ones, because 三角 or 四方 are words.
"""

COMPOUND = (
    "个百分点 百分点 个工作日 工作日 个小时 个月 个季度 个自然日 自然日 人次 件次 户次 场次 "
    "批次 班次 车次 架次 台次 期次 家次 篇次 项次 例次 起次 趟次 份次 平方公里 平方千米 "
    "平方米 立方米 公里 海里 公顷 公斤 千克 小时 分钟 美元 欧元 人日 课时 学时 个千分点 千分点 "
    "千米 千瓦 千瓦时 千伏 千伏安 兆瓦 毫克 微克 毫升"
)
COUNTED = (
    "个 项 件 次 人 名 位 家 户 份 条 部 起 宗 例 场 期 批 篇 册 本 张 辆 台 套 支 只 处 所 "
    "座 栋 幢 间 种 类 轮 倍 元 天 年 周 吨 亩 段 道 幅 组 对 门 则 款 笔 票 片 块 条件 部门 "
    "章 大类 大项 周岁 岁 回"
)
# Only after digits: behind a numeral they make words (十分, 三角, 两头, 四面).
ONLY_AFTER_DIGITS = (
    "% ‰ ‱ 成 通 折 分 点 米 秒 克 斤 度 级 头 株 棵 颗 枚 层 面 口 眼 艘 架 列 节 "
    "环 步 方 里 升 吋 厘 毫米 厘米 分贝 摄氏度 ℃ 县 市 区 省 乡 镇 村 社区 街道 所学校 校 站 局 "
    "岗 字 句 页 卷 版 集 课 班 队 县区 单位 角 日 床 桌 席 床位"
)
AFTER_NUMERALS = frozenset({*COMPOUND.split(), *COUNTED.split(), "%", "成", "日", "米", "公斤"})
# Letters that are a unit and no name: 12km², but neither 5G nor 3D.
LATIN = "km² m² m³ km cm mm m kg mg μg mL L hm² kW MW kWh kV dB km2 m2 m3"
AFTER_DIGITS = AFTER_NUMERALS | {*ONLY_AFTER_DIGITS.split(), *LATIN.split()}
# What a unit may be counted by: 元/月, 微克/立方米.
BELOW_THE_LINE = AFTER_DIGITS | frozenset(
    ["月", "季度", "万人", "千人", "百人", "户", "平方公里", "h", "s"]
)
# Behind a single numeral these name a rank: 三级, 二审.
RANKS = "级审"

# Set phrases, from the language of offices at large.
SET_PHRASES = (
    "四个意识 四个自信 四个全面 四个伟大 两个维护 两个确立 两个大局 两个一百年 五位一体 "
    "三重一大 三公经费 三公 三项制度 八项规定 四种形态 三会一课 两学一做 三严三实 六稳 六保 "
    "四风 三农 四好农村路 四史 多证合一 三证合一 五证合一 证照分离 两代表一委员 "
    "一村一法律顾问 一府两院 一委两院 两法衔接 两随机 双随机一公开 双随机 双公示 双告知 双减 "
    "一网通办 一网通管 一网统管 一窗受理 一窗通办 一窗式 一门式 一站式 一码通行 一码通 "
    "一件事一次办 一件事 一次办 一次办好 最多跑一次 只跑一次 跑一次 一次不跑 一次性 一次告知 "
    "一把手 一刀切 一票否决 一事一议 一案一评 一案三查 一体化 一体推进 一单四制 一张网 "
    "一张图 一张表 一本账 一盘棋 一条龙 一岗双责 一线 一带一路 三个代表 三个规定 三大攻坚战 "
    "百日攻坚 百日行动 千家万户 千方百计 三令五申 四面八方 五湖四海 七上八下 一心一意 "
    "十全十美 一式三份 一式两份 十年磨一剑 三番五次 三天打鱼 两天晒网 三年大变样 十个指头 "
    "百尺竿头 成千上万 成百上千 千千万万 万无一失 万众一心 四季 两会 两委 两院 两高 两优一先 "
    "三三制 四套班子 四大班子 五大班子 四个一批 四议两公开 五级书记 三调联动 三位一体 "
    "三所联动 八小时外 八小时以外 九年义务教育 "
    "三门峡 三门县 三台县 三元区 五台县 五台山 五家渠 七台河 九台区 六枝特区 万年县"
)
NAMES = tuple(sorted(SET_PHRASES.split(), key=len, reverse=True))
# What makes another word of a measure word: 项目, 部分, 条例, 人大.
CONTINUED = {
    "项": "目",
    "部": "分署长委队级",
    "成": "立效员果为绩功熟本长交都",
    "分": "别之类局管析支组级布厅散配钟",
    "点": "击名评对",
    "条": "例件约款线",
    "名": "单称录义",
    "位": "置于列",
    "本": "级市地院着局部厅委",
    "期": "间限满",
    "场": "所景馆地",
    "人": "民社均力才事",
    "件": "套",
    "次": "序",
    "起": "诉草到来",
    "处": "理置罚分",
    "所": "有属在",
    "座": "谈",
    "对": "口接象照外",
    "组": "织成建",
    "类": "别",
    "家": "庭",
    "门": "户",
    "级": "别",
    "天": "津",
    "元": "旦",
    "口": "径岸",
    "面": "积",
    "节": "约",
    "区": "分域",
    "个": "别体",
    "段": "落",
    "道": "路",
    "层": "面级次",
    "代": "表",
    "方": "面式案",
    "度": "假",
    "站": "点",
    "篇": "章",
    "环": "境节保",
    "版": "本",
    "班": "子",
    "周": "边期年岁",
    "章": "程",
    "款": "项",
    "批": "准复示",
    "种": "植子",
    "间": "接隔",
    "轮": "流换岗",
    "份": "额",
    "支": "持撑出付部",
    "只": "有是要能",
}


def any_measure(words: frozenset[str]) -> str:
    """Return a pattern for one of the measure words, the longer ones first."""
    return "|".join(
        f"{word}(?![{CONTINUED[word]}])" if word in CONTINUED else _alone(word)
        for word in sorted(words, key=lambda word: (-len(word), word))
    )


def _alone(word: str) -> str:
    return f"{word}(?![A-Za-z0-9])" if word[0].isascii() and word[0].isalpha() else word
