"""What the server's log says of mistakes that visitors make."""

from logging import LogRecord

from django.core.exceptions import BadRequest


def brief(record: LogRecord) -> bool:
    """Keep every record, but without a traceback where only the address was wrong."""
    if record.exc_info and isinstance(record.exc_info[1], BadRequest):
        record.exc_info = None
    return True
