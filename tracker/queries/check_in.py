"""What a check-in needs: what is tracked, and what it was last."""

from datetime import date

from tracker.domain.check_in import TRACKED_DAYS
from tracker.domain.diary import Diary
from tracker.models import Person, Score
from tracker.queries.belongings import belongings


def symptoms_up_to(person: Person, day: date) -> Diary:
    """Return the scores of `day` and of the 30 days before it, and what belongs to the person.

    The diary holds nothing else. Two queries.
    """
    since = day - min(TRACKED_DAYS, day - date.min)
    rows = Score.objects.filter(person=person, day__gte=since, day__lte=day)
    return Diary(
        symptoms=tuple(row.entry() for row in rows.order_by("instant", "pk")), **belongings(person)
    )
