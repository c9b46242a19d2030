"""Run Django's commands with this project's settings."""

import gc
import os
import sys

if __name__ == "__main__":
    # Hardly anything that is imported is garbage: looking for it takes a sixth of every start.
    gc.set_threshold(100_000, 50, 100)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
