"""Theme of all charts: the colours, and the plotly template."""

from dashboard.typesetting import CHINESE_FONTS, ENGLISH_FONTS

INK, MUTED, RULE_LINE, MAIN, ALERT = "#1d2733", "#5b6673", "#d9dee4", "#8c1d18", "#b25e09"
FONT, ENGLISH_FONT = (
    ",".join([*(f"'{name}'" for name in names), "sans-serif"])
    for names in (CHINESE_FONTS, ENGLISH_FONTS + CHINESE_FONTS)
)
THEME = {
    "layout": {
        "font": {"family": FONT, "color": INK, "size": 14},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "margin": {"l": 64, "r": 24, "t": 16, "b": 48},
        "xaxis": {
            "showgrid": False,
            "linecolor": RULE_LINE,
            "ticks": "outside",
            "tickformat": "%Y-%m",
            "tickangle": 0,
            "nticks": 5,
        },
        "yaxis": {"gridcolor": RULE_LINE, "zeroline": False},
        "legend": {"orientation": "h", "y": 1.04, "yanchor": "bottom"},
        "hoverlabel": {"bgcolor": "#ffffff"},
    }
}
