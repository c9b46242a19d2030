"""The least that Django can do, as a yardstick: a greeting, and a page of 60 rows from a list."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="a yardstick signs nothing",  # noqa: S106
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup(set_prefix=False)

ROWS = [
    {
        "code": f"generated-{number:05}",
        "name": f"模拟指标{number}",
        "value": f"{number * 7} 件",
        "place": "全市",
        "owner": f"模拟部门{number}",
        "standing": "进度正常",
        "target": "≥ 900 件",
    }
    for number in range(60)
]
PAGE = engines["django"].from_string(
    "<!doctype html><html lang=zh><title>60</title><body><ul>"
    "{% for row in rows %}<li><a href='/indicators/{{ row.code }}/'>{{ row.name }}</a>"
    "<span>{{ row.value }}</span><span>{{ row.place }} · {{ row.owner }}</span>"
    "<span>{{ row.standing }} {{ row.target }}</span></li>{% endfor %}</ul></body></html>"
)


def hello(_request: HttpRequest) -> HttpResponse:
    """Greet."""
    return HttpResponse("hello")


def rows(_request: HttpRequest) -> HttpResponse:
    """Show 60 rows."""
    return HttpResponse(PAGE.render({"rows": ROWS}))


urlpatterns = [path("hello", hello), path("rows", rows)]
application = WSGIHandler()
