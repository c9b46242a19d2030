"""Register the website with Django."""

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from dashboard import typesetting


class DashboardConfig(AppConfig):
    """The website's app."""

    name = "dashboard"
    verbose_name = "Zhunsheng 准绳"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look at the chart script and the fonts with the other system checks."""
        checks.register(chart_script)
        checks.register(chinese_font)


def chart_script(**_options: object) -> list[checks.CheckMessage]:
    """Say where the large chart script, or none, stands in for the small one."""
    if settings.PLOTLY_SCRIPT.endswith("basic.min.js"):
        return []
    return [
        checks.Info(
            "The small plotly.js is not installed; pages load the large one, or none.",
            hint="Install npm, then run: make clean run",
            id="dashboard.I001",
        )
    ]


def chinese_font(**_options: object) -> list[checks.CheckMessage]:
    """Warn where this machine cannot write Chinese into pictures and PDF files."""
    if typesetting.chinese_fonts():
        return []
    return [
        checks.Warning(
            "No Chinese font was found; charts as PNG and reports as PDF are not offered.",
            hint="Install one and start again: apt-get install fonts-noto-cjk",
            id="dashboard.W001",
        )
    ]
