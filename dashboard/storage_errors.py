"""Recognise errors that mean a full disk or database."""

import errno
import sqlite3

POSTGRES_DISK_FULL = "53100"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_full(error: BaseException | None) -> bool:
    """Tell whether the error, or what led to it, says that there is no room."""
    while error is not None:
        if _says_so(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_so(error: BaseException) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return getattr(error, "sqlstate", None) == POSTGRES_DISK_FULL
