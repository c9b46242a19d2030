"""Which edition was asked for last, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dashboard import jobs

from .files import Steps, newest_steps
from .making import make_edition

# Unless a worker is at it.
ENDED_BADLY = (TaskResultStatus.RUNNING, TaskResultStatus.FAILED)


class UnderWay(Exception):
    """Another run waits or is at work."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run: what was asked for and when, and how far it is while it is under way.

    One that waits is under way also where there is no worker yet.
    """

    as_of: str
    base: str
    begun_at: datetime
    is_waiting: bool
    is_under_way: bool
    is_cut_short: bool
    steps: Steps


def newest_run() -> Run | None:
    """Return the newest run; whatever a worker left behind that is gone was cut short."""
    wanted = {"task_path": make_edition.module_path, "queue_name": jobs.queue()}
    job = DBTaskResult.objects.filter(**wanted).order_by("-enqueued_at").first()
    if job is None:
        return None
    is_waiting = job.status == TaskResultStatus.READY
    is_at_work = job.status == TaskResultStatus.RUNNING and jobs.has_worker()
    return Run(
        **job.args_kwargs["kwargs"],
        begun_at=job.started_at or job.enqueued_at,
        is_waiting=is_waiting,
        is_under_way=is_waiting or is_at_work,
        is_cut_short=job.status in ENDED_BADLY and not is_at_work,
        steps=newest_steps() if is_at_work else Steps(),
    )


def start(as_of: str, base: str) -> None:
    """Let the worker make the edition. Raises UnderWay."""
    run = newest_run()
    if run and run.is_under_way:
        raise UnderWay
    make_edition.using(queue_name=jobs.queue()).enqueue(as_of=as_of, base=base)
