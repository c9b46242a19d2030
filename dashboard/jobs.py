"""Jobs of the desk: kept in the database, and done by one worker that runs beside the site.

Jobs make files under ``VAR_DIR``, so each such place has a queue and a worker of its own: several
machines share them exactly where they share the place. The worker holds a lock as long as it lives,
which the system gives back however it ends; so nothing that was killed looks as if it went on.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.crypto import get_random_string
from django_tasks_db.models import DBTaskResult

from dashboard.code_digest import digest

LOCK, QUEUE = "lock", "queue"
KEPT_FOR = timedelta(days=30)


class CutShort(Exception):
    """The worker ended in the middle of the job."""


def place(of: str = "jobs") -> Path:
    """Return a folder for files of this database's jobs, such as a demonstration's, made now."""
    known = connection.settings_dict
    database = digest(*(str(known[part]) for part in ("ENGINE", "HOST", "PORT", "NAME")))
    path = Path(settings.VAR) / of / f"desk-{database[:12]}"
    path.mkdir(parents=True, exist_ok=True)
    return path


def queue() -> str:
    """Return the name of this place's queue, which it is given once."""
    path = place() / QUEUE
    if not path.exists():
        unfinished = path.with_name(get_random_string(20))
        unfinished.write_text(unfinished.name)
        # Whoever is first gives the name.
        with suppress(FileExistsError):
            os.link(unfinished, path)
        unfinished.unlink()
    return path.read_text()


def forget_old(now: datetime) -> int:
    """Remove what nobody asks about any more; return how many jobs that were."""
    ended = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT_FOR)
    return ended.delete()[0]


@contextmanager
def only_worker() -> Iterator[None]:
    """Be the queue's worker within the block, and wait until no other is.

    Jobs that another did not finish are marked as failed: a person may begin them again.
    """
    with (place() / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for job in DBTaskResult.objects.running().filter(queue_name=queue()):
            job.set_failed(CutShort())
        yield


def has_worker() -> bool:
    """Tell whether the queue has a worker just now."""
    with (place() / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
