"""Sessions in the database, as Django keeps them; each request reads one.

Django's store goes through a model, which takes several times as long as the database does, and
saves in a transaction of its own; one statement is a transaction already.
"""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.utils import timezone

READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
OVERWRITE = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"


class SessionStore(db.SessionStore):
    """Django's own, which reads and overwrites a session by one statement."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing where it is over, or there is none."""
        with connection.cursor() as cursor:
            cursor.execute(READ, (self.session_key, _stored(timezone.now())))
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def save(self, must_create: bool = False) -> None:
        """Save the session; raise UpdateError where it was ended meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        data, until = self.encode(dict(self.items())), _stored(self.get_expiry_date())
        with connection.cursor() as cursor:
            cursor.execute(OVERWRITE, (data, until, self.session_key))
            if not cursor.rowcount:
                raise UpdateError


def _stored(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
