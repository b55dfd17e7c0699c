"""Runs a command with a PostgreSQL of its own, for the tests.

    python -m scripts.postgresql COMMAND ...             runs it with DATABASE_URL set
    python -m scripts.postgresql --install COMMAND ...   installs PostgreSQL first if there is none

The server stands in a temporary folder and is reached by a socket in it alone. It goes when the
command ends, and also where this script is killed. It may lose what it holds in a power cut: it is
quick, and nothing that anybody wants to keep is ever in it.

Its texts are sorted as people sort them (a, B, c), unlike SQLite's (B, a, c), so that a test tells
of an order that was left to the database.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

from scripts.installing import found_or_installed, linux_name, may_use_apt, run_told, runs_as_root

ROLE = "mgdiary"
PROGRAMS = ("initdb", "pg_ctl")
FOLDERS_WITH_PROGRAMS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Fedora, with PostgreSQL's own packages
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/latest/bin",
)
# Debian would make a server that runs from then on, which nobody asked for.
DEBIAN_PACKAGE = (
    "sh",
    "-c",
    "export DEBIAN_FRONTEND=noninteractive"
    " conf=/etc/postgresql-common/createcluster.d/mgdiary-tests.conf;"
    ' mkdir -p "${conf%/*}" && echo "create_main_cluster = false" > "$conf"'
    " && apt-get update -qq && apt-get install -qq --yes --no-install-recommends postgresql;"
    ' status=$?; rm -f "$conf"; exit $status',
)
# The path of a socket may have about a hundred characters; $TMPDIR may have as many by itself.
TEMPORARY = "/tmp"  # noqa: S108 # nosec B108 - mkdtemp makes a folder in it that is ours alone
ACCOUNTS_FOR_ROOT = ("postgres", "nobody")
QUICK = (
    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
    *("-c", "max_connections=200", "-c", "listen_addresses="),
)
WATCH = 'cat > /dev/null; "$1" --pgdata="$2/data" --mode=immediate stop; rm -rf "$2"'


class NoPostgreSQL(Exception):
    """There is no server for the tests; the text is one sentence for whoever runs them."""


def find_programs() -> Path | None:
    """Return the folder that holds PostgreSQL's programs, the newest of several; None: none does.

    The folder that $POSTGRESQL_BIN names comes first. Raises NoPostgreSQL where it has none.
    """
    chosen = os.environ.get("POSTGRESQL_BIN")
    if chosen:
        return _chosen_folder(Path(chosen))
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    for pattern in FOLDERS_WITH_PROGRAMS:
        places += sorted(Path("/").glob(pattern.lstrip("/")), key=_version, reverse=True)
    return next((place for place in places if _is_whole(place)), None)


def ensure_programs(installers: Iterable[Sequence[str]]) -> Path:
    """Return the folder of the programs, running `installers` one by one while there is none.

    Raises NoPostgreSQL where the last one brought none either.
    """
    installs = [partial(run_told, "PostgreSQL for the tests", one) for one in installers]
    found = found_or_installed(find_programs, installs)
    if not found:
        raise NoPostgreSQL(
            "The tests found no PostgreSQL and could not install one: install it (on Debian and "
            "Ubuntu: apt install postgresql), or set POSTGRESQL_BIN to the folder of its initdb."
        )
    return found


def installers_for(*, is_root: bool, system: str) -> list[Sequence[str]]:
    """Return the commands that may install it for this user on the Linux named `system`."""
    return [DEBIAN_PACKAGE] if may_use_apt(is_root=is_root, system=system) else []


@contextmanager
def private_server(programs: Path) -> Iterator[str]:
    """Start a server of one's own; yield its address, as DATABASE_URL has it.

    It never runs as root, which PostgreSQL refuses. Raises NoPostgreSQL where it does not start.
    """
    folder = Path(mkdtemp(prefix="mgdiary-pg-", dir=TEMPORARY))
    account = account_for_server()
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)
    watcher = _watcher(programs, folder, account)
    try:
        _run(account, programs / "initdb", f"--pgdata={folder}/data", *_choices(programs))
        options = " ".join([*QUICK, "-k", str(folder)])
        server = (f"--pgdata={folder}/data", f"--log={folder}/log", "--wait", "--silent")
        _run(account, programs / "pg_ctl", *server, f"--options={options}", "start")
        yield f"postgres://{ROLE}@{quote(str(folder), safe='')}/postgres"
    finally:
        # The watcher stops the server and removes the folder, as it would do by itself.
        watcher.communicate()


def account_for_server() -> pwd.struct_passwd | None:
    """Return the account as which the server is to run; None: as whoever runs this script."""
    if os.geteuid() != 0:
        return None
    accounts = {one.pw_name: one for one in pwd.getpwall()}
    found = next((accounts[name] for name in ACCOUNTS_FOR_ROOT if name in accounts), None)
    if found is None:
        names = " or ".join(ACCOUNTS_FOR_ROOT)
        raise NoPostgreSQL(f"PostgreSQL does not run as root, and there is no account {names}.")
    return found


def _chosen_folder(folder: Path) -> Path:
    if not _is_whole(folder):
        raise NoPostgreSQL(f"POSTGRESQL_BIN is '{folder}', but there is no initdb and pg_ctl.")
    return folder


def _is_whole(folder: Path) -> bool:
    return all(os.access(folder / program, os.X_OK) for program in PROGRAMS)


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(
        int(digits)
        for digits in "".join(letter if letter.isdigit() else " " for letter in str(folder)).split()
    )


def _choices(programs: Path) -> list[str]:
    """Return how the texts of the server are: UTF-8, sorted as people sort them where it can."""
    offered = subprocess.run(
        [programs / "initdb", "--help"], check=True, capture_output=True, text=True
    ).stdout
    as_people = ["--locale-provider=icu", "--icu-locale=en-US"] if "--icu-locale" in offered else []
    plain = [f"--username={ROLE}", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    return [*plain, *as_people]


def _watcher(
    programs: Path, folder: Path, account: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    """Start what waits until this process is gone, however it goes, and clears up after it.

    It reads from a pipe whose other end only this process holds; nobody ever writes to it.
    """
    return subprocess.Popen(
        ["/bin/sh", "-c", WATCH, "watcher", str(programs / "pg_ctl"), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # A Ctrl+C is for the tests; the watcher lives until they are over.
        start_new_session=True,
        cwd="/",
        **_as(account),
    )


def _as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _run(account: pwd.struct_passwd | None, *command: str | Path) -> None:
    # Not captured by a pipe: the server would hold it open.
    result = subprocess.run(
        command,
        check=False,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **_as(account),
    )
    if result.returncode:
        raise NoPostgreSQL(f"{command[0]} could not make a PostgreSQL for the tests to run on.")


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its status, or leave with a sentence on standard error."""
    is_installing = arguments[:1] == ["--install"]
    command = list(arguments[1:] if is_installing else arguments)
    if not command:
        sys.exit(__doc__)
    installers = installers_for(is_root=runs_as_root(), system=linux_name())
    # A `kill` of this script ends the command too, and is not the end of the clearing up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        programs = ensure_programs(installers if is_installing else [])
        with private_server(programs) as address:
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": address})
    except NoPostgreSQL as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
