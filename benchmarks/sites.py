"""The two sites that are compared, each with its data, behind gunicorn."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from secrets import token_urlsafe
from socket import create_server

ROOT = Path(__file__).resolve().parent.parent
NAME, PASSWORD = "benchmark", os.environ.get("BENCHMARK_PASSWORD") or token_urlsafe()
ENTRIES_A_YEAR = 10_000
AT_REST_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process: int

    def processor_seconds(self) -> float:
        """Return the processor time of all its processes so far; 0 on a system without /proc."""
        return sum(map(seconds_of, [self.process, *children_of(self.process)]))

    def memory(self) -> int:
        """Return the bytes of all its processes; what several share counts once (PSS)."""
        return sum(map(bytes_of, [self.process, *children_of(self.process)]))

    def rest(self) -> None:
        """Wait until its start is over: for a second it does next to nothing."""
        before = -1.0
        while abs(self.processor_seconds() - before) > AT_REST_SECONDS:
            before = self.processor_seconds()
            time.sleep(1)


def seconds_of(process: int) -> float:
    """Return the processor time of the threads of a process, to the nanosecond."""
    found = 0
    for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
        try:
            found += int(thread.read_text().split()[0])
        except OSError:  # it ended just now
            continue
    return found / 1e9


def bytes_of(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next(int(line.split()[1]) * 1024 for line in text.splitlines() if line[:4] == "Pss:")


def children_of(process: int) -> list[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in text.split()]


def prepare(settings: str) -> None:
    """Set up Django, with a database that is empty but for its tables and one login."""
    import django
    from django.core.management import call_command

    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth import get_user_model

    get_user_model().objects.create_user(NAME, password=PASSWORD)


def prepare_bare() -> None:
    """Do so for the bare site, in a process of its own: there is one Django in each."""
    there = os.environ | {
        "BENCHMARK_PASSWORD": PASSWORD,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'benchmarks'}",
    }
    command = [sys.executable, "-c", "import sites; sites.prepare('bare.settings')"]
    subprocess.run(command, env=there, check=True)


def seed(years: int) -> int:
    """Keep a diary of so many years; return how many entries it has."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from tracker import actions
    from tracker.imports import demo_diary

    person = actions.create_person(user=get_user_model().objects.get(username=NAME))
    diary = demo_diary(days=365 * years, seed=1, end=timezone.now().date())
    entries = len([*diary.ids()])
    copies = round(ENTRIES_A_YEAR * years / entries)
    for number in range(copies):
        actions.add_entries(person=person, diary=later(diary, number))
    return entries * copies


def later(diary, number: int):
    """Return the diary as further entries, so many times 37 minutes later."""

    def moved(entry, **changed):
        return replace(entry, id=f"{entry.id}-{number}", **changed)

    by = timedelta(minutes=37 * number)
    return replace(
        diary,
        intakes=tuple(moved(one, taken_at=one.taken_at + by) for one in diary.intakes),
        meals=tuple(moved(one, eaten_at=one.eaten_at + by) for one in diary.meals),
        symptoms=tuple(moved(one, felt_at=one.felt_at + by) for one in diary.symptoms),
        none_taken=tuple(moved(one) for one in diary.none_taken),
        skipped_doses=(),
    )


@contextmanager
def served(site: str, data_dir: str) -> Iterator[Server]:
    """Run a site behind gunicorn, as its gunicorn.conf.py says, until it is no longer needed."""
    port = free_port()
    with start(site, data_dir, port) as process:
        try:
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait()


def start(site: str, data_dir: str, port: int) -> subprocess.Popen[bytes]:
    """Start a site behind gunicorn, the first of a process group, and wait until it listens."""
    environment = os.environ | {
        "DATA_DIR": data_dir,
        "DJANGO_SETTINGS_MODULE": f"{site}.settings",
        "BIND": f"127.0.0.1:{port}",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": str(ROOT / "benchmarks"),
        # Its work would fall on whatever is measured a minute later.
        "BACKUP_AT_START": "0",
    }
    own = ROOT / "benchmarks" / site / "gunicorn.conf.py"
    config = ["-c", str(own)] if own.exists() else []
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *config, f"{site}.wsgi"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # The last line of a start says that the port is open.
    if process.stdout is None or not process.stdout.readline():
        sys.exit(f"{site} did not start")
    return process


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
