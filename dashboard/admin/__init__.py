"""Pages of the administration about accounts; those about the data are the indicators' own."""

from . import definition_quality, definitions, factors, jobs, officials

__all__ = ["definition_quality", "definitions", "factors", "jobs", "officials"]
