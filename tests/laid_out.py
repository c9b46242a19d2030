"""Pages as a browser lays them out, for tests that look for words between tags."""

import re

BLOCKS = (
    "article|blockquote|body|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|html|legend|li|main|nav|ol|option|p|pre|section|select|summary|table|tbody|td"
    "|th|thead|tr|ul"
)


def laid_out(html: str) -> str:
    """Return the HTML without the blanks and line breaks that a browser drops."""
    line = re.sub(r'(?<=") (?=>)', "", re.sub(r"\s+", " ", html))
    return re.sub(rf" ?(</?(?:{BLOCKS})\b[^>]*>) ?", r"\1", line)
