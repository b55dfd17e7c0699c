"""The page of one product, and of a new one."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import actions, queries
from tracker.document.fields import is_storable
from tracker.domain.diary import Product
from tracker.domain.substances import normalised
from tracker.forms.choices import medicine_names
from tracker.forms.intake_typed import with_another_row
from tracker.forms.product import SERVINGS, ProductForm
from tracker.forms.product_typed import (
    first_typed,
    typed_product,
    with_another_time,
)
from tracker.forms.stock import StockForm
from tracker.forms.substance_names import suggested_names
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary, writes_diary
from tracker.views.log.saving import GET_OR_POST, clock_of, ensure_id, keep, writer
from tracker.views.notes import say
from tracker.views.shelf.kept_products import KIND, changed_to, gone, name_of, stored_product
from tracker.views.shelf.supplies import supplies_of
from tracker.views.shown.product import meaning_shown, product_differences
from tracker.views.shown.shelf import product_name, product_shown

OPEN = "open"
"""The button of another page that only opens the form, with a name in it."""

ANOTHER_ROW, ANOTHER_TIME = "another_row", "another_time"


@require_http_methods(GET_OR_POST)
@writes_diary
def new_product(request: HttpRequest, person: Any) -> HttpResponse:
    """Show the form of a new product, filled where its name is sent along; put it on the shelf."""
    form = ProductForm(_typed(request, first_typed(**_sent_along(request))))
    ensure_id(form)
    if is_saving(request) and form.is_valid():
        saved = keep(form, lambda: _add(request, person, form))
        if saved is not None:
            text = _("On your shelf: %(name)s.") % {"name": name_of(saved.row.entry())}
            say(request, text, saved.change)
            return redirect("tracker:shelf")
    return _form_page(request, form, {"title": _("New on the shelf")})


@require_POST
@reads_diary
def preview_product(request: HttpRequest, person: Any) -> HttpResponse:
    """Return what the typed label means. Nothing is saved."""
    product_id = request.POST.get("product")
    stored = stored_product(person, product_id) if product_id else None
    form = ProductForm(request.POST, kept=stored.entry if stored else None)
    context = {"meaning": _meaning(form), "problems": problems_of(form)}
    return render(request, "tracker/shelf/_meaning.html", context)


@require_http_methods(GET_OR_POST)
@writes_diary
def product(request: HttpRequest, person: Any, product_id: str) -> HttpResponse:
    """Show a product with its label and its stock; keep what was changed in the form."""
    stored = stored_product(person, product_id)
    if stored is None:
        return gone(request, person, product_id)
    form = ProductForm(_typed(request, typed_product(stored.entry)), kept=stored.entry)
    refused: dict[str, Any] = {}
    if is_saving(request) and form.is_valid():
        changed = form.product(now=timezone.now())
        try:
            answer = changed_to(request, person, stored, changed, form)
        except actions.StaleEntry as stale:
            refused = {"version": stale.version, "stale": _differences(person, changed)}
        else:
            if answer is not None:
                return answer
    return product_page(request, person, stored, form, refused)


def is_saving(request: HttpRequest) -> bool:
    """Is it the button "save", and not one that only asks for another row?"""
    others = {OPEN, ANOTHER_ROW, ANOTHER_TIME}
    return request.method == "POST" and not others & request.POST.keys()


def problems_of(form: ProductForm) -> list[str]:
    """Return what is not right yet, each once, in the order of the form."""
    found = [text for one in (form, *form.contents, *form.times) for text in one.errors.values()]
    return list(dict.fromkeys(str(text) for texts in found for text in texts))


def _typed(request: HttpRequest, opened: Any) -> Any:
    """Return what the form holds: what was sent, with another row where that was asked for."""
    if request.method != "POST" or OPEN in request.POST:
        return opened
    if ANOTHER_ROW in request.POST:
        return with_another_row(request.POST)
    return with_another_time(request.POST) if ANOTHER_TIME in request.POST else request.POST


def _sent_along(request: HttpRequest) -> dict[str, str]:
    """Return the medicine for which another page opens the form; it never stands in an address."""
    name = request.POST.get("name", "") if OPEN in request.POST else ""
    return {"name": name, "what": "medicine"} if name and is_storable(name) else {}


def _add(request: HttpRequest, person: Any, form: ProductForm) -> Any:
    now = clock_of(person).now
    before = queries.stored_entry(person, KIND, form.cleaned_data["entry_id"])
    new = form.product(now=now, before=before.entry if before else None)
    listed = {normalised(name) for name in queries.profiles(person)[0].medicines}
    return actions.add_product(
        person=person,
        product=new,
        medicines=[name for name in form.medicines(new) if normalised(name) not in listed],
        since=now.date(),
        by=writer(request),
    )


def _form_page(request: HttpRequest, form: ProductForm, about: Mapping[str, Any]) -> HttpResponse:
    """Show the form as it stands; `about` says what else is on its page."""
    meaning = _meaning(form) if _is_typed(form) else None
    if not is_saving(request):
        form.forget_problems()
    context: dict[str, Any] = {
        "form": form,
        "meaning": meaning,
        "substance_names": suggested_names(),
        "medicine_names": medicine_names(),
        "serving_names": SERVINGS,
        **about,
    }
    return render(request, "tracker/shelf/product.html", context)


def product_page(
    request: HttpRequest, person: Any, stored: Any, form: ProductForm, about: Mapping[str, Any]
) -> HttpResponse:
    entry, now, known = stored.entry, clock_of(person).now, knowledge()
    supply = supplies_of(person, [entry], now).get(entry.id)
    context = {
        "title": product_name(entry, known),
        "shown": product_shown(entry, supply, known, now.date()),
        "is_put_away": entry.is_put_away,
        "is_counted": entry.stock is not None,
        "stock_form": StockForm(),
        "is_changing": request.method == "POST" and "stock_form" not in about,
        "version": request.POST.get("version", stored.version),
        **about,
    }
    return _form_page(request, form, context)


def _is_typed(form: ProductForm) -> bool:
    """Is there anything to say about the label yet?"""
    return form.kept is not None or any(
        form.data.get(name) for name in ("name", "contents-0-substance", "contents-0-amount")
    )


def _meaning(form: ProductForm) -> Any:
    if not form.is_valid():
        return None
    return meaning_shown(form, form.product(now=timezone.now()), knowledge())


def _differences(person: Any, typed: Product) -> list[tuple[str, str, str]]:
    """Return what the product says now beside what was typed."""
    stored = queries.stored_entry(person, KIND, typed.id)
    return [] if stored is None else product_differences(stored.entry, typed, knowledge())
