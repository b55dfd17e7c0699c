"""What would you like to log?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker import queries
from tracker.forms.fields import new_entry_id
from tracker.forms.none_taken import NoneTakenForm, usual_none_taken
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary
from tracker.views.log.saving import Opening, clock_of, opening
from tracker.views.shown.log_choices import choices_shown, shelf_choices


@require_safe
@reads_diary
def choose(request: HttpRequest, person: Any) -> HttpResponse:
    """Show everything that can be logged, for today or the day that the address names."""
    clock = clock_of(person)
    opened = opening(request, clock)
    typed = usual_none_taken(opened.at.date())
    form = NoneTakenForm(typed, zone=clock.zone, now=clock.now)
    return render(request, "tracker/log/choose.html", choose_context(form, opened, person))


def choose_context(form: NoneTakenForm, opened: Opening, person: Any) -> dict[str, Any]:
    day = opened.at.date()
    products = queries.belongings(person)["products"]
    return {
        "products": shelf_choices(products, knowledge(), day, is_today=opened.is_today),
        "choices": choices_shown(day, is_today=opened.is_today),
        "none_form": form,
        "day": day,
        "is_today": opened.is_today,
        "fresh_id": new_entry_id(),
    }
