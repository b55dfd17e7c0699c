"""A reader that takes a kilobyte of a long file and stops holds nothing of the database open."""

import socket
import sqlite3
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import databases
from tests.running import App, environment, script

TOKEN = "x" * 32
LOG_IN = """
from tests.factories import make_intake, make_person, save
from tests.visitors import logged_in
person = make_person("ada")
days = [f"2026-0{month}-{day:02}T08:00" for month in (3, 4, 5) for day in range(1, 31)]
save(person, *(make_intake(day, note=str(n) + "x" * 5_000) for day in days for n in range(15)))
print(logged_in(person).cookies["sessionid"].value)
"""
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND backend_type = 'client backend' AND (xact_start IS NOT NULL OR backend_xmin IS NOT NULL)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return a running server, its data folder, and the session of somebody with a long diary."""
    folder = tmp_path_factory.mktemp("site")
    app = App(folder)
    yield urlsplit(app.address).port, folder, script(environment(folder), LOG_IN)[0]
    app.stop()


def stopped_reader(site, file_format):
    """Return a connection on which a file was asked for, and a kilobyte of it was read."""
    port, _folder, session = site
    reader = socket.socket()
    # What waits in between is to be short beside the file.
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.settimeout(60)
    reader.connect(("127.0.0.1", port))
    lines = [
        f"POST /report/file/{file_format}/?span=all HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: http://127.0.0.1:{port}",
        f"Cookie: sessionid={session}; csrftoken={TOKEN}",
        f"X-CSRFToken: {TOKEN}",
        "Content-Length: 0",
    ]
    reader.sendall("\r\n".join([*lines, "", ""]).encode())
    assert reader.recv(1024).startswith(b"HTTP/1.1 200 ")
    return reader


def holds_nothing(folder):
    """Look whether the log of SQLite can be emptied, or no transaction of PostgreSQL is open."""
    if url := databases.url_of(folder):
        with psycopg.connect(url) as connection:
            return connection.execute(WAITING).fetchone() == (0,)
    with sqlite3.connect(folder / databases.FILE, timeout=1) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS written_meanwhile (number)")
        connection.execute("INSERT INTO written_meanwhile VALUES (1)")
        connection.commit()
        is_blocked, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.close()
    return not is_blocked and not (folder / f"{databases.FILE}-wal").stat().st_size


@pytest.mark.parametrize("file_format", ["csv", "fhir", "json"])
def test_who_stops_half_way_holds_no_transaction_open(site, file_format):
    with stopped_reader(site, file_format):
        assert holds_nothing(site[1])
