"""Register the website with Django."""

from django.apps import AppConfig
from django.conf import settings
from django.core import checks


class DashboardConfig(AppConfig):
    """The website's app."""

    name = "dashboard"
    verbose_name = "Zhunsheng 准绳"

    def ready(self) -> None:
        """Look at the chart script with the other system checks."""
        checks.register(chart_script)


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
