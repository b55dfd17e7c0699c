"""Many who write at once: `.venv/bin/python benchmarks/writers.py`.

Runs the site behind gunicorn as gunicorn.conf.py says, and lets 8 and then 32 writers log intakes
by the real form for 30 seconds: first all of one diary, then each of their own. Every answer has to
be a redirect, every write that was acknowledged has to be there once, with its line in the
history, and the database has to find itself whole. Prints answers a second and how long they took;
exits 1 where anything of that does not hold.

    .venv/bin/python benchmarks/writers.py --database postgres://NAME@HOST:PORT/DATABASE

The database that is named is emptied first.
"""

import argparse
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from tempfile import TemporaryDirectory
from threading import Event

from sites import served
from written import (
    Expected,
    Writer,
    empty_site,
    problems_of,
    session_of,
)


@dataclass
class Run:
    """What the writers of one run saw."""

    name: str
    seconds: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    expected: Expected = field(default_factory=Expected)
    took: float = 0

    def line(self) -> str:
        late = statistics.quantiles(self.seconds, n=100)
        return (
            f"{self.name:34}{len(self.seconds):7} saved {len(self.seconds) / self.took:7.1f} 1/s"
            f"{statistics.median(self.seconds) * 1000:8.0f} ms{late[94] * 1000:8.0f} ms (95 %)"
            f"{max(self.seconds) * 1000:8.0f} ms (longest)"
        )


def run(port: int, writers: int, *, is_one_diary: bool, seconds: float) -> Run:
    whose = "of one diary" if is_one_diary else "each of their own"
    found = Run(f"{writers} writers, {whose}")
    diaries = 1 if is_one_diary else writers
    names = [f"{number % diaries} of {writers} in {diaries}" for number in range(writers)]
    those = [Writer(name, port, session_of(name), seed) for seed, name in enumerate(names)]
    over = Event()

    def write(writer: Writer) -> None:
        while not over.is_set():
            began = time.perf_counter()
            entry = writer.new_entry()
            status = writer.send(entry)
            if status == Writer.SAVED:
                found.seconds.append(time.perf_counter() - began)
                found.expected.acknowledged(writer.name, entry)
            else:
                found.refused.append(status)

    began = time.perf_counter()
    with ThreadPoolExecutor(writers) as pool:
        waiting = [pool.submit(write, writer) for writer in those]
        time.sleep(seconds)
        over.set()
        for one in waiting:
            one.result()
    found.took = time.perf_counter() - began
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Many who write at once.")
    parser.add_argument("--seconds", type=float, default=30, help="for each run (30)")
    parser.add_argument("--writers", type=int, nargs="+", default=[8, 32], help="how many (8 32)")
    parser.add_argument("--database", default="", help="DATABASE_URL; else a new SQLite file")
    asked = parser.parse_args()
    problems: list[str] = []
    with TemporaryDirectory() as data_dir:
        empty_site(data_dir, asked.database)
        with served("mgapp", data_dir) as server:
            for writers, is_one in product(asked.writers, (True, False)):
                found = run(server.port, writers, is_one_diary=is_one, seconds=asked.seconds)
                print(found.line(), flush=True)
                problems += [f"{found.name}: answered {status}" for status in found.refused]
                problems += [f"{found.name}: {one}" for one in problems_of(found.expected)]
    for problem in problems[:20]:
        print(problem)
    print("nothing lost, nothing doubled" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
