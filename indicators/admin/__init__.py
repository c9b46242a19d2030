"""Where administrators keep definitions, and correct published figures with a reason."""

from . import definitions, officials, published

__all__ = ["definitions", "officials", "published"]
