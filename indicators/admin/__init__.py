"""Where administrators keep definitions, and correct published figures with a reason."""

from . import definitions, officials, published, submissions

__all__ = ["definitions", "officials", "published", "submissions"]
