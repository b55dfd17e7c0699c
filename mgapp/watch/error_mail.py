"""A mail to whoever runs the site, when something broke: where and of which type, never a value."""

import logging
import traceback
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import DatabaseError, connections

from mgapp.watch.request_ids import current_request_id
from mgapp.watch.routes import known_method, route_of

logger = logging.getLogger(__name__)

HOUR = 3600
# So many different places in an hour are one trouble; more mails would not tell more of it.
MOST_PLACES = 20


class MailToOwner(logging.Handler):
    """Mails an error once an hour for each place in the code, and never holds up an answer."""

    def __init__(self) -> None:
        """Begin with no place that was told."""
        super().__init__(logging.ERROR)
        self._told: dict[str, float] = {}
        self._guard = Lock()

    def emit(self, record: logging.LogRecord) -> None:
        """Hand the mail about `record` to a thread of its own."""
        try:
            where = place(record)
            if self._is_new_here(where):
                message = mail_about(record, where)
                Thread(target=send_once, args=(where, message), name="error mail").start()
        except Exception:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Stay silent: the error itself is in the log, and this record may quote a diary."""

    def _is_new_here(self, where: str) -> bool:
        now = monotonic()
        with self._guard:
            self._told = {place: at for place, at in self._told.items() if now - at < HOUR}
            if where in self._told or len(self._told) >= MOST_PLACES:
                return False
            self._told[where] = now
        return True


def send_once(where: str, message: EmailMessage) -> None:
    """Send `message` if no other process told of the same place within an hour."""
    try:
        if _is_first(where):
            message.send()
    except Exception as problem:
        # Whatever it is: nobody else looks at this thread, and its end would be printed with the
        # text of the error. A warning, since an error would be mailed.
        logger.warning("The mail about an error was not sent: %s", type(problem).__name__)
    finally:
        connections.close_all()


def _is_first(where: str) -> bool:
    key = f"error-mail-{sha256(where.encode()).hexdigest()}"
    try:
        # This cache says no also where the database took nothing; then nobody has told it yet.
        return cache.add(key, 1, HOUR) or cache.get(key) is None
    except DatabaseError:
        # The database may be what broke. Then each process tells it once.
        return True


def mail_about(record: logging.LogRecord, where: str) -> EmailMessage:
    """Return the mail: type, place, request and route, and nothing that a visitor sent."""
    error = record.exc_info[1] if record.exc_info else None
    kind = type(error).__qualname__ if error else record.levelname.lower()
    request = getattr(record, "request", None)
    asked = f"{known_method(request.method)} {route_of(request.path)}" if request else "-"
    lines = [
        f"Something went wrong in Mg Diary at {settings.PUBLIC_URL}.",
        "",
        f"What: {kind}",
        f"Where: {where}",
        f"Request: {current_request_id() or '-'}",
        f"Page: {asked}",
        "",
        *frames(error),
        "",
        "The text of an error may quote a diary, so it stands neither here nor in the log.",
        "The same place is not mailed again within an hour.",
    ]
    subject = f"Mg Diary: {kind} in {where}"
    return EmailMessage(subject, "\n".join(lines), to=settings.ERROR_MAIL_TO)


def place(record: logging.LogRecord) -> str:
    """Return the innermost line of our own code in the error's stack, else where it was logged."""
    error = record.exc_info[1] if record.exc_info else None
    ours = [line for line in frames(error) if not line.startswith(("…", "caused"))]
    return ours[-1] if ours else f"{_short(record.pathname)}:{record.lineno}"


def frames(error: BaseException | None) -> Iterator[str]:
    """Yield file, line and function of each step down to the error; `…` stands before others'."""
    if error is not None:
        for step in traceback.extract_tb(error.__traceback__):
            yield f"{_short(step.filename)}:{step.lineno} in {step.name}"


def _short(filename: str) -> str:
    """Return the path below the site; of others' code the last two parts, after `…`."""
    path = Path(filename)
    is_ours = path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts
    return str(path.relative_to(settings.BASE_DIR)) if is_ours else "…/" + "/".join(path.parts[-2:])
