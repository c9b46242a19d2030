"""What the page about the API explains before it lists the operations."""

from dataclasses import dataclass

from indicators.bilingual import Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, what is said under it, and a command to try; SITE is the site's address."""

    heading: Text
    paragraphs: tuple[Text, ...]
    command: str = ""


GUIDE = (
    Chapter(
        Text("开始使用", "Start"),
        (
            Text(
                "公开数据无需注册，也无需密钥；所有地址以/api/v1/开头，返回JSON。"
                "接口与页面出自同一份数据，二者不会不一致。",
                "Public data needs no registration and no key. Every address begins with /api/v1/ "
                "and answers JSON. Pages and API are made from the same figures, so that they "
                "cannot disagree.",
            ),
            Text(
                "v1内只增加、不删改：程序应忽略不认识的字段。不认识的参数会被拒绝，而不是被忽略。",
                "Within v1 things are added, never removed or changed: ignore fields that you do "
                "not know. A parameter that is not known is refused, and never ignored.",
            ),
        ),
        "curl 'SITE/api/v1/series?limit=2&fields=indicator,place,progress'",
    ),
    Chapter(
        Text("数值", "Values"),
        (
            Text(
                "数值以基本单位计（42万为420000），写成十进制文本，任何语言读取都不丢失位数。"
                "没有数值时value为空（null），status说明原因：missing为缺报，not_applicable为不适用，"
                'not_yet_reported为尚未上报，withdrawn为已撤回（reason为理由）；零写作"0"。',
                "A value is in base units (42万 is 420000) and written as a decimal in a string, "
                "so that no digit is lost. Where there is none, value is null and status says "
                "why: missing, not_applicable, not_yet_reported or withdrawn (reason says why). "
                'Zero is "0".',
            ),
            Text(
                "qualifier保留限定词（80%以上为at_least）；界限值不等于精确值，请勿当作精确值使用。"
                "shown为页面显示的写法。",
                "qualifier keeps the words around the figure (80%以上 is at_least); a bound is no "
                "exact value. shown is how pages write it.",
            ),
        ),
        "curl 'SITE/api/v1/observations?sort=-released&limit=5'",
    ),
    Chapter(
        Text("查看某一天", "As of a day"),
        (
            Text(
                "加上as_of=YYYY-MM-DD，返回当天已公开的内容，包括当时的名称和目标。整体下载时请指定as_of，"
                "各页即为同一天的内容。只取新增数据可用released_after。",
                "With as_of=YYYY-MM-DD you get what was public on that day, with the names and "
                "targets of the time. Name a day to walk through a whole list, so that all pages "
                "are of the same day. For what is new only, use released_after.",
            ),
        ),
        "curl 'SITE/api/v1/observations?as_of=2019-07-09'",
    ),
    Chapter(
        Text("翻页和字段", "Pages and fields"),
        (
            Text(
                "列表每页最多500条。next（以及Link响应头）给出下一页的完整地址，直接访问即可；next为空时即已取完。"
                "查看以前某天时，一页可能少于所要的条数，甚至为空，请以next为准。fields只返回所列字段。",
                "A page holds at most 500 items. “next”, and the header Link, give the whole "
                "address of the next page; where it is null you have everything. Of an earlier day "
                "a page may hold fewer items than asked for, or none: go by “next”. fields names "
                "the parts that you want.",
            ),
        ),
    ),
    Chapter(
        Text("缓存、压缩和限流", "Caching, compression and limits"),
        (
            Text(
                "每个回答带有ETag，再次请求时放入If-None-Match，未变化则返回304。支持br和gzip压缩。"
                "每个地址每分钟的请求次数有上限，RateLimit响应头给出余量；超出返回429，Retry-After给出等待秒数。",
                "Each answer has an ETag; send it back as If-None-Match and you get 304 while "
                "nothing has changed. br and gzip are understood. Requests are counted by address "
                "and minute: RateLimit says how many are left; beyond that you get 429, and "
                "Retry-After says how long to wait.",
            ),
            Text(
                "网页可跨域读取公开数据（CORS）。接口不使用Cookie。",
                "Web pages of other sites may read public data (CORS). No cookies are used.",
            ),
        ),
        "curl --compressed -i 'SITE/api/v1/standings?standing=behind'",
    ),
    Chapter(
        Text("错误", "Problems"),
        (
            Text(
                "错误按RFC 9457返回（application/problem+json），语言依Accept-Language（zh或en）；"
                "errors一次列出全部错误，并指明参数（parameter）、请求头（header）或正文位置（pointer）。",
                "Problems are answered as RFC 9457 says (application/problem+json), in the "
                "language of Accept-Language (zh or en). errors lists everything that is wrong, "
                "with the parameter, the header, or a pointer into the body.",
            ),
        ),
        "curl -H 'Accept-Language: en' 'SITE/api/v1/observations?period=2019-13&limit=0'",
    ),
    Chapter(
        Text("报送数据", "Reporting figures"),
        (
            Text(
                "业务系统可代本单位报送：管理员在/admin/发放令牌，令牌只显示一次，只能代表一个单位，到期自动失效。"
                "请求头写Authorization: Bearer 令牌；令牌不得放在网址中。"
                "数据与工作台相同：按公文习惯书写，经同样的校验，并照常审核。一次请求全部保存或全部不保存。",
                "A system may report for its organisation: an administrator issues a token in "
                "/admin/; it is shown once, stands for one organisation and ends on its day. Send "
                "it as Authorization: Bearer TOKEN, never in an address. Figures are read, checked "
                "and reviewed as in the desk. A request is taken whole or not at all.",
            ),
            Text(
                "请为每次报送写一个Idempotency-Key：同一键、同一内容重发，得到同一回答而不重复报送；"
                "同一键、不同内容会被拒绝。",
                "Give each request an Idempotency-Key of its own: sent again with the same body it "
                "gets the same answer and does nothing; with another body it is refused.",
            ),
        ),
        "curl -X POST 'SITE/api/v1/submissions/2019-07/entries' "
        "-H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' "
        "-H 'Idempotency-Key: 2019-07-first' "
        '-d \'{"submit": true, "entries": [{"indicator": "service-items", "place": "city-level", '
        '"value": "810项"}]}\'',
    ),
)
