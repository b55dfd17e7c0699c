"""The favourites of the page of today: what one tap logs, one thing or several together."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker import actions, queries
from tracker.domain.diary import Favourite
from tracker.forms.favourite import FavouriteForm, new_favourite, typed_favourite
from tracker.knowledge import knowledge
from tracker.views.access import reads_diary, writes_diary
from tracker.views.gone import deletion_of
from tracker.views.log.saving import GET_OR_POST, ensure_id, keep, version_of, writer
from tracker.views.notes import note_of, say
from tracker.views.shown.favourites import favourites_shown

KIND = "favourite"


@require_safe
@reads_diary
def favourites(request: HttpRequest, person: Any) -> HttpResponse:
    """List the favourites in the order in which they stand on the page of today."""
    shown = favourites_shown(queries.belongings(person), knowledge())
    context = {"page": shown, "note": note_of(request)}
    return render(request, "tracker/favourites/list.html", context)


@require_http_methods(GET_OR_POST)
@writes_diary
def add_favourite(request: HttpRequest, person: Any) -> HttpResponse:
    products = queries.belongings(person)["products"]
    form = FavouriteForm(request.POST or new_favourite(), products=products)
    ensure_id(form)
    if request.method == "POST" and form.is_valid():
        favourite = form.favourite()
        saved = keep(
            form,
            lambda: actions.add_belonging(person=person, belonging=favourite, by=writer(request)),
        )
        if saved is not None:
            return _listed(request, _("Added: %(name)s."), favourite, saved.change)
    return _form_page(request, form, title=_("A new favourite"))


@require_http_methods(GET_OR_POST)
@writes_diary
def change_favourite(request: HttpRequest, person: Any, entry_id: str) -> HttpResponse:
    """Rename a favourite, or change what it holds."""
    stored = _stored(person, entry_id)
    products = queries.belongings(person)["products"]
    typed = request.POST if request.method == "POST" else typed_favourite(stored.entry)
    form = FavouriteForm(typed, products=products, kept_id=entry_id)
    if request.method == "POST" and form.is_valid():
        favourite = form.favourite()
        saved = _change(request, person, form, favourite)
        if saved is not None:
            return _listed(request, _("Changed: %(name)s."), favourite, saved.change)
    context = {"title": stored.entry.name, "entry_id": entry_id, "version": stored.version}
    return _form_page(request, form, **context)


@require_POST
@writes_diary
def delete_favourite(request: HttpRequest, person: Any, entry_id: str) -> HttpResponse:
    """Delete a favourite; its products and what was logged stay. Twice is once."""
    stored = queries.stored_entry(person, KIND, entry_id)
    gone = stored.entry if stored else deletion_of(person, KIND, entry_id).before
    try:
        change = actions.delete_belonging(
            person=person,
            kind=KIND,
            entry_id=entry_id,
            version=version_of(request) if "version" in request.POST else None,
            by=writer(request),
        )
    except actions.StaleEntry:
        say(request, _("%(name)s changed in the meantime, so it stays.") % {"name": gone.name})
        return redirect("tracker:change_favourite", entry_id)
    return _listed(request, _("Deleted: %(name)s."), gone, change)


def _stored(person: Any, entry_id: str) -> Any:
    stored = queries.stored_entry(person, KIND, entry_id)
    if stored is None:
        raise Http404
    return stored


def _change(request: HttpRequest, person: Any, form: FavouriteForm, favourite: Favourite) -> Any:
    """Return what was saved; where it was changed on another page meanwhile, say so."""
    version = version_of(request)
    try:
        return keep(
            form,
            lambda: actions.change_belonging(
                person=person, belonging=favourite, version=version, by=writer(request)
            ),
        )
    except actions.StaleEntry:
        text = _("This was changed in the meantime. Saving again keeps what stands here.")
        form.add_error(None, text)
    except actions.NoSuchEntry:
        raise Http404 from None
    return None


def _form_page(request: HttpRequest, form: FavouriteForm, **context: Any) -> HttpResponse:
    if request.method != "POST":
        form.forget_problems()
    return render(request, "tracker/favourites/form.html", {"form": form, **context})


def _listed(request: HttpRequest, text: str, favourite: Favourite, change: Any) -> HttpResponse:
    say(request, text % {"name": favourite.name}, change)
    return redirect("tracker:favourites")
