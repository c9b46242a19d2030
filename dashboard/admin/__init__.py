"""Pages of the administration about accounts; those about the data are the indicators' own."""

from . import definitions, factors, jobs, officials

__all__ = ["definitions", "factors", "jobs", "officials"]
