"""Pages of the administration about accounts; those about the data are the indicators' own."""

from . import factors, jobs, officials

__all__ = ["factors", "jobs", "officials"]
