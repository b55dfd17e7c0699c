"""Small changes of a product, each of them one button: its stock, put away, deleted."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import actions, queries
from tracker.domain.often import TWICE_WITHIN
from tracker.forms.product import ProductForm
from tracker.forms.product_typed import typed_product
from tracker.forms.stock import StockForm
from tracker.views.access import writes_diary
from tracker.views.gone import deletion_of
from tracker.views.log.saving import clock_of, version_of, writer
from tracker.views.notes import say
from tracker.views.shelf.kept_products import (
    KIND,
    changed_meanwhile,
    changed_or_told,
    existing_product,
    name_of,
    stored_product,
)
from tracker.views.shelf.product import product_page
from tracker.views.shelf.supplies import supplies_of


@require_POST
@writes_diary
def count_stock(request: HttpRequest, person: Any, product_id: str) -> HttpResponse:
    """Keep how many servings there are, or that so many came on top."""
    stored = existing_product(person, product_id)
    form = StockForm(request.POST)
    if not form.is_valid():
        typed = ProductForm(typed_product(stored.entry), kept=stored.entry)
        return product_page(request, person, stored, typed, {"stock_form": form})
    now = clock_of(person).now
    supply = supplies_of(person, [stored.entry], now).get(product_id)
    counted = form.product(stored.entry, left=supply.left if supply else None, now=now)
    if again := _counted_before(request, person, form, product_id, now):
        return again
    return changed_or_told(request, person, stored, counted)


def _counted_before(
    request: HttpRequest, person: Any, form: StockForm, product_id: str, now: datetime
) -> HttpResponse | None:
    """Answer a count that came twice within minutes, from a page of before the first one."""
    last = queries.history(person, KIND, product_id)[0]
    is_new = version_of(request) == existing_product(person, product_id).version
    if is_new or now - last.at > TWICE_WITHIN or last.before is None:
        return None
    if not form.says(last.before, last.after):
        return None
    change = queries.change_of(person, last.change_id)
    say(request, _("Changed: %(name)s.") % {"name": name_of(last.after)}, change)
    return redirect("tracker:shelf")


@require_POST
@writes_diary
def put_away(request: HttpRequest, person: Any, product_id: str) -> HttpResponse:
    """Offer the product no more, or offer it again; its history stays."""
    stored = existing_product(person, product_id)
    is_away = request.POST.get("put_away") == "yes"
    changed = replace(stored.entry, is_put_away=is_away)
    return changed_or_told(request, person, stored, changed)


@require_POST
@writes_diary
def delete_product(request: HttpRequest, person: Any, product_id: str) -> HttpResponse:
    """Delete the product; what was logged of it stays. Doing it twice is doing it once."""
    stored = stored_product(person, product_id)
    gone = stored.entry if stored else deletion_of(person, KIND, product_id).before
    try:
        change = actions.delete_belonging(
            person=person,
            kind=KIND,
            entry_id=product_id,
            version=version_of(request) if "version" in request.POST else None,
            by=writer(request),
        )
    except actions.StaleEntry:
        return changed_meanwhile(request, gone)
    text = _("Deleted: %(name)s. What you logged of it stays in your diary.")
    say(request, text % {"name": name_of(gone)}, change)
    return redirect("tracker:shelf")
