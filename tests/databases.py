"""The databases of programs that tests start: each data folder has one of its own.

On SQLite it is a file in the folder. On PostgreSQL it is made on the server of $DATABASE_URL, under
a name that follows from the folder, and goes when the tests of this process end.
"""

import os
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from urllib.parse import urlsplit

from psycopg import connect
from psycopg.sql import SQL, Identifier

MADE = set()
FILE = "mgdiary.sqlite3"


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


def exists_in(data_dir):
    """Return whether the database of a data folder has tables."""
    if not url_of(data_dir):
        return (Path(data_dir) / FILE).exists()
    with connect(url_of(data_dir)) as connection:
        return bool(
            connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").rowcount
        )


def copy_of_folder(data_dir, to):
    """Let the database of the folder `to` be what another one's is; nobody may use either."""
    if url_of(data_dir):
        copy(*(urlsplit(url_of(one)).path.removeprefix("/") for one in (data_dir, to)))
    else:
        copyfile(Path(data_dir) / FILE, Path(to) / FILE)


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
