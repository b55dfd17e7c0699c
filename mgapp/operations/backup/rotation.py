"""How backups are called, and which of them stay."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from mgapp.environment import Keep

_OURS = re.compile(r"mgdiary-(\d{8}T\d{6}Z)\.zip(?:\.age)?")
_TIME = "%Y%m%dT%H%M%SZ"


def name_of(made_at: datetime, *, sealed: bool, why: str = "") -> str:
    """Return the name of a backup; `why` marks one that no rotation ever deletes.

    >>> name_of(datetime(2026, 6, 1, 3, 0, tzinfo=UTC), sealed=True)
    'mgdiary-20260601T030000Z.zip.age'
    """
    mark = f"-{why}" if why else ""
    return f"mgdiary-{made_at.astimezone(UTC).strftime(_TIME)}{mark}.zip{'.age' if sealed else ''}"


def made_at(name: str) -> datetime | None:
    """Return when the backup of this name was made; None for a file that is not one of ours.

    >>> made_at("mgdiary-20260601T030000Z-before-restore.zip") is None
    True
    """
    match = _OURS.fullmatch(name)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def newest(names: Iterable[str]) -> datetime | None:
    """Return when the newest of the backups was made."""
    return max(filter(None, map(made_at, names)), default=None)


def to_delete(names: Iterable[str], keep: Keep) -> list[str]:
    """Return the backups that are neither the newest of a kept day, week or month.

    What was made in the day before the newest stays whatever `keep` says: one made by hand before
    a change of something is wanted just then. Names that are not ours are never returned.
    """
    times = {name: at for name in names if (at := made_at(name)) is not None}
    newest_first = sorted(times, key=lambda name: (times[name], name), reverse=True)
    kept = {name for name in times if times[name] > times[newest_first[0]] - timedelta(days=1)}
    for period, many in (
        (_day, keep.daily),
        (_week, keep.weekly),
        (_month, keep.monthly),
    ):
        kept.update(_newest_of_each(newest_first, times, period, many))
    return [name for name in reversed(newest_first) if name not in kept]


def _newest_of_each(
    newest_first: list[str],
    times: dict[str, datetime],
    period: Callable[[datetime], tuple[int, int]],
    many: int,
) -> list[str]:
    first: dict[tuple[int, int], str] = {}
    for name in newest_first:
        first.setdefault(period(times[name]), name)
    return list(first.values())[:many]


def _day(at: datetime) -> tuple[int, int]:
    return at.year, at.timetuple().tm_yday


def _week(at: datetime) -> tuple[int, int]:
    year, week, _ = at.isocalendar()
    return year, week


def _month(at: datetime) -> tuple[int, int]:
    return at.year, at.month
