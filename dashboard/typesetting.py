"""Typst, which sets pages and draws pictures: one set of fonts for the process, no network."""

from functools import cache

import typst

# By name, the likeliest first on the computers where documents are read; no font is shipped.
CHINESE_FONTS = (
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "SimHei",
    "SimSun",
)
# Before those where the words are English: quotation marks of Chinese fonts are as wide as a word.
ENGLISH_FONTS = ("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans")


class NoChineseFont(Exception):
    """The machine has none of the fonts, so that Chinese words would stay blank."""


@cache
def fonts() -> typst.Fonts:
    """Return the system's fonts, looked for once in each process."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


@cache
def chinese_fonts() -> tuple[str, ...]:
    """Return which Chinese fonts this machine has, the one to take first."""
    found = set(fonts().families())
    return tuple(name for name in CHINESE_FONTS if name in found)


def compiler() -> typst.Compiler:
    """Return a compiler with the system's fonts; make one for each document, it costs 2 ms.

    A compiler must not serve two threads at once, the fonts may. Raises NoChineseFont.
    """
    if not chinese_fonts():
        raise NoChineseFont
    return typst.Compiler(font_paths=fonts())
