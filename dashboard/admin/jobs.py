"""No page of jobs: whoever asks for one sees on its own page what became of it."""

import django_tasks_db.admin  # noqa: F401 - registers what is taken away here
from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)
