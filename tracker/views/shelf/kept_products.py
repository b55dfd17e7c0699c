"""The products that a person keeps: found, changed, and told about where they went."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tracker import actions, queries
from tracker.domain.diary import Product
from tracker.knowledge import knowledge
from tracker.views.gone import deletion_of
from tracker.views.log.saving import keep, version_of, writer
from tracker.views.notes import say
from tracker.views.shown.shelf import product_address, product_name

KIND = "product"


def stored_product(person: Any, product_id: str) -> Any:
    """Return the product and its version; None where there is none."""
    return queries.stored_entry(person, KIND, product_id)


def existing_product(person: Any, product_id: str) -> Any:
    stored = stored_product(person, product_id)
    if stored is None:
        raise Http404
    return stored


def gone(request: HttpRequest, person: Any, product_id: str) -> HttpResponse:
    """Tell that the product was deleted, and offer to bring it back."""
    past = deletion_of(person, KIND, product_id)
    context = {"name": name_of(past.before), "change_id": past.change_id}
    return render(request, "tracker/shelf/gone.html", context, status=404)


def changed_to(
    request: HttpRequest, person: Any, stored: Any, changed: Product, form: Any = None
) -> HttpResponse | None:
    """Keep the changed product and lead to the shelf; None where the form says why it was not."""
    if changed == stored.entry:
        say(request, _("%(name)s: nothing was changed.") % {"name": name_of(changed)})
        return redirect("tracker:shelf")

    def write() -> Any:
        return actions.change_belonging(
            person=person, belonging=changed, version=version_of(request), by=writer(request)
        )

    try:
        saved = write() if form is None else keep(form, write)
    except actions.NoSuchEntry:  # deleted just now
        return gone(request, person, changed.id)
    if saved is None:
        return None
    say(request, _("Changed: %(name)s.") % {"name": name_of(changed)}, saved.change)
    return redirect("tracker:shelf")


def changed_or_told(
    request: HttpRequest, person: Any, stored: Any, changed: Product
) -> HttpResponse:
    """Keep the changed product, or tell that it was changed since the page was opened."""
    try:
        answer = changed_to(request, person, stored, changed)
    except actions.StaleEntry:
        answer = None
    return answer or changed_meanwhile(request, changed)


def changed_meanwhile(request: HttpRequest, entry: Product) -> HttpResponse:
    context = {"name": name_of(entry), "address": product_address(entry.id)}
    return render(request, "tracker/shelf/not_changed.html", context)


def name_of(entry: Product) -> str:
    return product_name(entry, knowledge())
