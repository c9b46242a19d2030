"""Register the website with Django."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """The website's app."""

    name = "dashboard"
    verbose_name = "Zhunsheng 准绳"
