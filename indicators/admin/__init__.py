"""Where administrators keep definitions, and correct published figures with a reason."""

from . import definitions, officials, published, submissions, tokens

__all__ = ["definitions", "officials", "published", "submissions", "tokens"]
