"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
application = get_wsgi_application()
# Loads every page before the worker listens, so that none of its readers waits for that.
resolve("/healthz")
get_template("dashboard/overview.html")
# What is loaded now stays, so the collector need not look at it again at every full round.
gc.freeze()
