"""What a diary holds that can be handed over: since when, which symptoms, which substances."""

from datetime import date

from django.db.models import Subquery

from tracker.knowledge import knowledge
from tracker.models import IntakeContent, NoneTaken, Person, Score
from tracker.queries.belongings import belongings
from tracker.queries.summaries import TABLES


def first_written(person: Person) -> date | None:
    """Return the first day with an entry; None where there is no entry. One query."""
    days = (table._default_manager.filter(person=person).order_by("day") for table in TABLES)
    # One step into the index of each table; a minimum of groups would walk along all of it.
    firsts = (Subquery(of_table.values("day")[:1]) for of_table in days)
    found = Person.objects.filter(pk=person.pk).values_list(*firsts).get()
    return min((day for day in found if day is not None), default=None)


def symptoms_logged(person: Person) -> tuple[str, ...]:
    """Return the symptoms of the person's scores; "" for those without a name."""
    names = Score.objects.filter(person=person).values_list("symptom", flat=True)
    return tuple(sorted({name or "" for name in names.order_by().distinct()}))


def substances_logged(person: Person) -> tuple[str, ...]:
    """Return what was taken, what was not, and what stands on the shelf, as it is chosen by."""
    substances = knowledge().rule_book.substances
    taken = IntakeContent.objects.filter(person=person).order_by().values_list("substance_key")
    not_taken = NoneTaken.objects.filter(person=person, substance__isnull=False)
    written = taken.union(not_taken.order_by().values_list("substance"))
    on_shelf = (one.substance for made in belongings(person)["products"] for one in made.contents)
    named = {substances.id_of(name) for name in (*(row[0] for row in written), *on_shelf)}
    return tuple(sorted(named - {""}))
