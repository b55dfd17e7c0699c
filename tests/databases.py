"""The databases of programs that tests start: each data folder has one of its own.

On SQLite it is a file in the folder. On PostgreSQL it is made on the server of $DATABASE_URL, under
a name that follows from the folder, and goes when the tests of this process end.
"""

import os
from hashlib import sha256
from urllib.parse import urlsplit

from psycopg import connect
from psycopg.sql import SQL, Identifier

MADE = set()


def url_of(data_dir):
    """Return what DATABASE_URL is for a program with this data folder; "" on SQLite."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        return ""
    name = f"of_folder_{sha256(os.fsencode(data_dir)).hexdigest()[:24]}"
    if name not in MADE:
        # From template0, which nobody is ever connected to, and which holds nothing.
        _tell(server, SQL("CREATE DATABASE {} TEMPLATE template0"), name)
        MADE.add(name)
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def copy(name, to):
    """Let the database `to`, which `url_of` made, be what `name` is; nobody may use either."""
    server = os.environ["DATABASE_URL"]
    _tell(server, SQL("DROP DATABASE {} WITH (FORCE)"), to)
    _tell(server, SQL("CREATE DATABASE {} TEMPLATE {}"), to, name)


def drop_all():
    """Drop the databases that this process made, whoever is still connected to them."""
    while MADE:
        _tell(os.environ["DATABASE_URL"], SQL("DROP DATABASE {} WITH (FORCE)"), MADE.pop())


def _tell(server, statement, *names):
    with connect(server, autocommit=True) as connection:
        connection.execute(statement.format(*map(Identifier, names)))
