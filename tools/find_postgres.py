"""Print the address of a PostgreSQL server on which tests may make databases, if one answers."""

import os
import sys

import psycopg

USUAL_ADDRESSES = ("postgres://postgres@127.0.0.1:5432/postgres", "postgres:///postgres")
MAY_MAKE_DATABASES = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"


def is_usable(address: str) -> bool:
    """Return whether somebody answers there and lets databases be made."""
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            row = connection.execute(MAY_MAKE_DATABASES).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


if __name__ == "__main__":
    named = os.environ.get("TEST_POSTGRES_URL")
    for address in [named] if named else USUAL_ADDRESSES:
        if is_usable(address):
            sys.stdout.write(address)
            sys.exit()
    sys.exit(1)
