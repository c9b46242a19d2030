"""Figures as people read them, in both languages and never rounded into a lie."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from .bilingual import Text
from .enums import Qualifier
from .qualifiers import ROWS

PERCENT = "%"
MOST_DIGITS = 6

# What officials count large numbers in, the larger first; one decimal of it is still written so.
MYRIADS = {"亿": Decimal(10**8), "万": Decimal(10**4)}


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure word with its English noun, singular and plural."""

    zh: str
    one: str
    many: str

    @property
    def is_percent(self) -> bool:
        """Tell whether figures are percentages, so that they lie within 0 and 100."""
        return self.zh == PERCENT

    def after(self, amount: Decimal) -> Text:
        """Return the word as it follows the amount: 项, " item", " items", or "%"."""
        if self.is_percent:
            return Text(PERCENT, " %")
        return Text(self.zh, f" {self.one if abs(amount) == 1 else self.many}")

    def difference(self, amount: Decimal) -> Text:
        """Return the word for a difference: a difference of rates is percentage points."""
        if self.is_percent:
            return Text(
                "个百分点", " percentage point" if abs(amount) == 1 else " percentage points"
            )
        return self.after(amount)


def plain(value: Decimal, decimals: int = 0) -> str:
    """Write a published value with all its digits, at least ``decimals``, in groups of three."""
    exponent = value.normalize().as_tuple().exponent
    digits = max(decimals, -exponent if isinstance(exponent, int) else 0)
    return f"{value:,.{digits}f}"


def show(
    value: Decimal, unit: Unit, qualifier: Qualifier = Qualifier.EXACT, decimals: int = 0
) -> Text:
    """Return the figure with qualifier and unit: 80%以上 / at least 80 %."""
    noun, written = unit.after(value), plain(value, decimals)
    return Text(
        _pattern(value, unit, qualifier).format(value=written, unit=noun.zh),
        ROWS[qualifier].shown.en.format(value=written, unit=noun.en),
    )


def show_in_text(
    value: Decimal, unit: Unit, qualifier: Qualifier = Qualifier.EXACT, decimals: int = 0
) -> Text:
    """Return the figure as officials write it in a sentence: 42万人, 3.6万人, 1007项."""
    zh = _pattern(value, unit, qualifier)
    written = zh.format(value=in_myriads(value, decimals), unit=unit.after(value).zh)
    return Text(written, show(value, unit, qualifier, decimals).en)


def in_myriads(value: Decimal, decimals: int = 0) -> str:
    """Write a number without separators, in 万 or 亿 where one decimal of it loses nothing."""
    for sign, size in MYRIADS.items():
        if abs(value) >= size and value % (size / 10) == 0:
            return f"{(value / size).normalize():f}{sign}"
    return plain(value, decimals).replace(",", "")


def _pattern(value: Decimal, unit: Unit, qualifier: Qualifier) -> str:
    row = ROWS[qualifier]
    reads_badly = unit.is_percent or value % 10
    return row.of_rates if row.of_rates and reads_badly else row.shown.zh


def show_difference(amount: Decimal, unit: Unit, decimals: int = 0) -> Text:
    """Return the size of a difference with its unit: 24项 / 24 items, 3个百分点."""
    noun, written = unit.difference(amount), plain(abs(amount), decimals)
    return Text(f"{written}{noun.zh}", f"{written}{noun.en}")


def rounded(value: Fraction, decimals: int = 0) -> Decimal:
    """Round half up, exactly, to so many decimals."""
    scaled = value * 10**decimals
    whole = (abs(scaled) + Fraction(1, 2)).__floor__()
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-decimals)


def rounded_beside(value: Fraction, beside: Fraction, decimals: int = 0) -> Decimal:
    """Round as far as the order to ``beside`` stays true: 79.96 beside 80 never reads 80.0."""
    for digits in range(decimals, MOST_DIGITS + 1):
        result = rounded(value, digits)
        if _sign(Fraction(result) - beside) == _sign(value - beside):
            return result
    return rounded(value, MOST_DIGITS)


def show_percent(share: Fraction, decimals: int = 1) -> Text:
    """Write a share of 1 in per cent; what is short of 100 % never reads as 100 %."""
    result = rounded_beside(share * 100, Fraction(100), decimals)
    if share < 1 and result >= 100:
        result = Decimal("99.9999").quantize(Decimal(10) ** -4, ROUND_DOWN)
    text = f"{result.quantize(Decimal(10) ** -max(decimals, _digits(result)), ROUND_HALF_UP):,f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return Text(f"{short}{PERCENT}", f"{short} {PERCENT}")


def _digits(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
