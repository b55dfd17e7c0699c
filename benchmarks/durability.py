"""What is left after kill -9: `.venv/bin/python benchmarks/durability.py`.

Runs the site behind gunicorn as gunicorn.conf.py says. Writers log intakes by the real form, with
ids that they know, as fast as they are answered, and note outside of the site which of them were
acknowledged. Meanwhile 200 times, at a random moment, something is killed with SIGKILL, in turns: a
worker; all workers; the server with everything in its process group, which is then started again.
Four of five writes that were not answered are sent again until they are, as a person does or a
browser; the fifth is left at that.

Then the database is asked: is every acknowledged write there, once, the repeated ones not twice?
Has each row its one line in the history, in the order of its versions? Is the revision the number
of changes? Is the file whole, and are the days in numbers those that the entries give? Exits 1 if
not.

    .venv/bin/python benchmarks/durability.py --kills 12
    .venv/bin/python benchmarks/durability.py --database postgres://NAME@HOST:PORT/DATABASE

The database that is named is emptied first. Where its server runs on this machine and may be
killed, its processes take their turn too; so name one that nobody else uses.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Lock

from sites import children_of, free_port, start
from written import Expected, Writer, empty_site, problems_of, session_of

WRITERS, DIARIES = 6, 3
UNAVAILABLE = 503
BEFORE_ANOTHER_TRY = 0.05
ANSWERED_BETWEEN = 6
"""So many writes have to be acknowledged before the next kill: what is killed is a site at work."""
LONGEST_WAIT = 0.6
"""Seconds after that, at most, until the kill comes."""
LONGEST_DOWN = 120


@dataclass
class Site:
    """The server, which is killed and started again on the same port."""

    data_dir: str
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = start("mgapp", self.data_dir, self.port)

    def workers(self) -> list[int]:
        return children_of(self.process.pid) if self.process else []

    def kill_all(self) -> None:
        """Kill the server and everything that it started."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()


@dataclass
class Account:
    """What the writers know, outside of the site."""

    expected: Expected = field(default_factory=Expected)
    counts: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)


def write_on(writer: Writer, account: Account, over: Event) -> None:
    """Log one intake after the other until it is over; the last one is seen through too."""
    gives_up = Random(writer.name)
    while not over.is_set():
        entry = writer.new_entry()
        with account.lock:
            account.expected.sent[writer.name].add(entry.id)
        is_given_up = gives_up.random() < 1 / 5
        tries = 1
        while (status := writer.send(entry)) != Writer.SAVED and not is_given_up:
            note(account, status)
            tries += 1
            time.sleep(BEFORE_ANOTHER_TRY)
        note(account, status)
        with account.lock:
            account.counts["sent again until answered"] += tries > 1
            if status == Writer.SAVED:
                account.expected.acknowledged(writer.name, entry)


def note(account: Account, status: int) -> None:
    with account.lock:
        account.answers[status] += 1


# What is killed


def kill_a_worker(site: Site, chance: Random) -> None:
    if workers := site.workers():
        kill(chance.choice(workers))


def kill_all_workers(site: Site, chance: Random) -> None:
    del chance
    for worker in site.workers():
        kill(worker)


def kill_everything(site: Site, chance: Random) -> None:
    del chance
    site.kill_all()
    site.start()


def kill_a_backend(site: Site, chance: Random) -> None:
    """Kill a process of PostgreSQL, which then ends all others and recovers from its log."""
    del site
    if backends := backends_here():
        kill(chance.choice(backends))


def kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def backends_here() -> list[int]:
    """Return the processes of PostgreSQL that serve the site; none while it recovers."""
    import psycopg

    question = (
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    try:
        with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=2) as asked:
            return [pid for (pid,) in asked.execute(question) if may_kill(pid)]
    except psycopg.Error:
        return []


def may_kill(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


Kill = Callable[[Site, Random], None]
KILLS: dict[str, Kill] = {
    "a worker": kill_a_worker,
    "all workers": kill_all_workers,
    "everything": kill_everything,
}


def kills_of(database: str) -> dict[str, Kill]:
    return KILLS | ({"a process of PostgreSQL": kill_a_backend} if database else {})


def killed(
    site: Site, kinds: dict[str, Kill], kills: int, chance: Random, account: Account
) -> Counter[str]:
    """Kill in turns at random moments, and return how often each was."""
    found: Counter[str] = Counter()
    names = list(kinds)
    for number in range(kills):
        wait_for_writes(account)
        time.sleep(chance.uniform(0, LONGEST_WAIT))
        name = names[number % len(names)]
        kinds[name](site, chance)
        found[name] += 1
        if (number + 1) % 20 == 0:
            print(f"{number + 1} kills", flush=True)
    return found


def wait_for_writes(account: Account) -> None:
    """Wait until the site works again after the last kill."""
    enough = account.answers[Writer.SAVED] + ANSWERED_BETWEEN
    latest = time.monotonic() + LONGEST_DOWN
    while account.answers[Writer.SAVED] < enough:
        if time.monotonic() > latest:
            sys.exit(f"The site saved nothing for {LONGEST_DOWN} seconds.")
        time.sleep(0.01)


def report(account: Account, kills: Counter[str], problems: list[str]) -> None:
    expected = account.expected
    saved = sum(map(len, expected.saved.values()))
    open_ones = sum(map(len, expected.sent.values())) - saved
    print(", ".join(f"{name}: {count}" for name, count in kills.items()))
    again = account.counts["sent again until answered"]
    print(f"{saved} writes acknowledged, {again} of them sent again until they were;")
    print(f"{open_ones} left without an answer")
    answers = ", ".join(f"{status or 'none'}: {n}" for status, n in account.answers.items())
    print(f"answers: {answers}")
    for problem in problems[:20]:
        print(problem)
    print("nothing lost, nothing doubled" if not problems else f"{len(problems)} problems")


def main() -> int:
    parser = argparse.ArgumentParser(description="What is left after kill -9.")
    parser.add_argument("--kills", type=int, default=200, help="how many (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (1)")
    parser.add_argument("--database", default="", help="DATABASE_URL; else a new SQLite file")
    asked = parser.parse_args()
    chance, account, over = Random(asked.seed), Account(), Event()
    with TemporaryDirectory() as data_dir:
        empty_site(data_dir, asked.database)
        site = Site(data_dir)
        site.start()
        names = [f"writer {number % DIARIES}" for number in range(WRITERS)]
        writers = [
            Writer(name, site.port, session_of(name), seed) for seed, name in enumerate(names)
        ]
        with ThreadPoolExecutor(WRITERS) as pool:
            waiting = [pool.submit(write_on, one, account, over) for one in writers]
            try:
                kills = killed(site, kills_of(asked.database), asked.kills, chance, account)
            finally:
                over.set()
            for one in waiting:
                one.result()
        site.kill_all()
        problems = problems_of(account.expected)
        wrong = account.answers.keys() - {Writer.SAVED, Writer.NO_ANSWER, UNAVAILABLE}
        problems += [f"answered {status}" for status in sorted(wrong)]
    report(account, kills, problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
