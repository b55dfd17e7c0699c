"""A form that comes again: a double click, a browser that retries, a page that lay open for a day.

Every form of every page of a full diary is sent as its page shows it, with each of its buttons:
twice in a row, and once more after something else was written. `HOW` says of each address that
takes a form why that writes once; what no page here shows filled in is sent by `BY_HAND`.
"""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from benchmarks.browser import REDIRECTS, forms_of
from scripts.screenshots import DAY, PAGES, Eyes
from tests.browser.made_diary import make_full_diary
from tests.factories import make_intake, make_product, make_question, save
from tests.views.diary_pages import YESTERDAY, an_intake
from tests.views.test_demo import ADDRESSES
from tests.visitors import logged_in
from tracker import actions
from tracker.models import KINDS, Change, ChangedEntry, Person, Share
from tracker.queries import history
from tracker.views.handover.archive import document_of

pytestmark = pytest.mark.django_db

ID = "the form has the id of what it makes"
VERSION = "the form has the version that it changes: the first time it becomes another"
STATE = "it says how something is to be, which it is after the first time"
GONE = "what is deleted is deleted"
NOTHING = "nothing of the diary is written"
WAITS = "a file waits until it is answered, and is gone with the first answer"

HOW = {
    "add_favourite": ID,
    "appearance": NOTHING,
    "archive_file": NOTHING,
    "bring_in": WAITS,
    "change_favourite": VERSION,
    "check_in": ID,
    "check_in_add_own": ID,
    "check_in_own_symptom": VERSION,
    "check_in_same": ID,
    "check_in_symptoms": VERSION,
    "choose_archive": WAITS,
    "choose_for_report": NOTHING,
    "count_stock": VERSION,
    "cover_sheet": STATE,
    "delete_entry": GONE,
    "delete_favourite": GONE,
    "delete_product": GONE,
    "demo": NOTHING,
    "drop_experiment": GONE,
    "edit_entry": VERSION,
    "end_share": STATE,
    "entries": NOTHING,
    "entries_filter": NOTHING,
    "first_question": STATE,
    "forget_share": GONE,
    "helps_ask": ID,
    "helps_logging": STATE,
    "helps_others": NOTHING,
    "helps_say": STATE,
    "helps_withdraw": GONE,
    "leave_demo": NOTHING,
    "log_again": ID,
    "log_intake": ID,
    "log_meal": ID,
    "log_no_symptoms": ID,
    "log_none": STATE,
    "log_symptom": ID,
    "mark_flag": STATE,
    "meal_foods": NOTHING,
    "new_experiment": ID,
    "new_product": ID,
    "preview_intake": NOTHING,
    "preview_product": NOTHING,
    "product": VERSION,
    "profile_remove": GONE,
    "profile_stop_medicine": STATE,
    "profile_topic": STATE,
    "profile_undo": "a change is undone once",
    "put_away": VERSION,
    "report_file": NOTHING,
    "shared": "a right passcode uses up no try",
    "shared_file": NOTHING,
    "shares_new": ID,
    "health_link": NOTHING,
    "skip_dose": STATE,
    "stop_experiment": STATE,
    "tolerance": VERSION,
    "trends": NOTHING,
    "undo": "a change is undone once",
    "undo_experiment": "a change is undone once",
}

PATHS = sorted({page.path for page in PAGES if page.is_there and page.eyes is Eyes.PERSON})
OF_THE_DIARY = [path for path in PATHS if not path.startswith("/accounts/")]


@pytest.fixture
def person():
    return make_full_diary()


@pytest.fixture
def browser(person):
    return logged_in(person)


def state_of(person):
    """Return all that the diary holds, with how often it was written to."""
    rows = sorted(
        (name, row.entry_id, repr(row.entry()))
        for name, kind in KINDS.items()
        for row in kind.rows_of(person).prefetch_related(*kind.model.child_lists)
    )
    shares = sorted(Share.objects.filter(person=person).values_list("share_id", "revoked_at"))
    changes = Change.objects.filter(person=person).count()
    lines = ChangedEntry.objects.filter(person=person).count()
    return rows, shares, changes, lines, Person.objects.get(pk=person.pk).revision


def something_else(person):
    """Write an entry that no form is about."""
    save(person, make_intake("2025-01-01T08:00", substance="zinc", id=str(uuid4())))


def sends(browser, path):
    """Yield what each button of each form of the page sends, and where to."""
    for form in forms_of(browser.get(path).text):
        if form.method == "post":
            for button, address in zip(form.buttons, form.addresses, strict=True):
                fields = [*form.fields, *([button] if button[0] else [])]
                yield (address or path).partition("#")[0], as_dict(fields)


def as_dict(fields):
    sent = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    return sent


def sent_thrice(browser, person, address, sent):
    """Send it, again, and once more after another write; return what that did to the diary."""
    with transaction.atomic():
        before = state_of(person)
        answers = [browser.post(address, sent)]
        once = state_of(person)
        answers.append(browser.post(address, sent))
        twice = state_of(person)
        something_else(person)
        written = state_of(person)
        answers.append(browser.post(address, sent))
        thrice = state_of(person)
        # A file is read to its end, as by a browser; else what it is made in stays.
        assert all(answer.getvalue() is not None for answer in answers if answer.streaming)
        transaction.set_rollback(True)
    return {
        "writes": once != before,
        "again": twice == once,
        "later": thrice == written,
        "statuses": [answer.status_code for answer in answers],
    }


def is_once(found):
    first, *others = found["statuses"]
    is_answered = all(one in (REDIRECTS if first in REDIRECTS else {200}) for one in others)
    return found["again"] and found["later"] and is_answered


@pytest.mark.parametrize("path", OF_THE_DIARY)
def test_every_form_of_a_page_writes_once(browser, person, path):
    sent = list(sends(browser, path))
    found = {
        f"{address} {number}": sent_thrice(browser, person, address, fields)
        for number, (address, fields) in enumerate(sent)
        if not address.startswith("/accounts/")
    }

    assert {name: one for name, one in found.items() if not is_once(one)} == {}


def test_every_address_that_takes_a_form_says_why_it_writes_once(client):
    taking = {name for name, path in ADDRESSES.items() if client.post(path).status_code != 405}

    assert taking == HOW.keys()


# What no page of this diary shows filled in


def counted(how):
    def by_hand(browser, person):
        version = actions_version(person, "product", "glycinate")
        return "/shelf/glycinate/stock/", {"number": "30", "how": how, "version": version}

    return by_hand


def actions_version(person, kind, entry_id):
    return KINDS[kind].rows_of(person).get(entry_id=entry_id).version


def new_favourite(browser, person):
    html = browser.get("/favourites/new/").text
    form = next(one for one in forms_of(html) if "entry_id" in dict(one.fields))
    ticked = re.search(r'type="checkbox" id="[^"]*" name="([^"]*)"', html)[1]
    return "/favourites/new/", dict(form.fields) | {"name": "Evening", ticked: "on"}


def own_symptom(browser, person):
    sent = {"entry_id": str(uuid4()), "name": "Cold feet", "lowest": "0", "highest": "10"}
    return "/check-in/symptoms/own/", sent | {"better": "low"}


def moved_up(browser, person):
    version = actions_version(person, "tracked", "tracked")
    sent = {"symptom": "heavy-legs", "do": "up", "version": version}
    return "/check-in/symptoms/", sent


def new_share(browser, person):
    form = next(
        one for one in forms_of(browser.get("/shares/new/").text) if "what" in dict(one.fields)
    )
    return "/shares/new/", dict(form.fields) | {"days": "7", "label": "Dr. Ngo"}


def forgotten_share(browser, person):
    share = Share.objects.filter(person=person).first()
    actions.revoke_share(person=person, share_id=share.share_id, now=timezone.now())
    forms = forms_of(browser.get("/shares/").text)
    form = next(one for one in forms if one.action.endswith("forget/"))
    return form.action, dict(form.fields)


def undone(browser, person):
    save(person, make_intake("2026-06-11T08:00", id="to-undo"))
    return f"/undo/{history(person, 'intake', 'to-undo')[0].change_id}/", {}


def undone_line(browser, person):
    change = actions.set_profile_facts(person=person, values={"kidney": "ckd"})
    return "/profile/undo/", {"change": change.pk}


def removed_line(browser, person):
    return "/profile/remove/", {"fact": "kidney", "holds_from": ""}


def stopped_medicine(browser, person):
    actions.change_profile_list(person=person, fact="medicines", add=["gabapentin"])
    sent = {"name": "gabapentin", "last_day": YESTERDAY.isoformat()}
    return "/profile/medicines/stop/", sent


def listed_medicine(browser, person):
    return "/profile/medicines/", {"name": "gabapentin", "holds_from": ""}


def marked_flag(browser, person):
    forms = forms_of(browser.get(f"/day/{DAY}/").text)
    form = next(one for one in forms if "/flag/" in one.action)
    return form.action, dict(form.sent())


def skipped(browser, person):
    product = make_product("Evening magnesium", id="evening", times=("23:59",))
    save(person, product)
    forms = forms_of(browser.get("/day/").text)
    form = next(one for one in forms if one.action.startswith("/log/skip/"))
    return "/log/skip/", dict(form.sent())


def taken_skip_back(browser, person):
    address, sent = skipped(browser, person)
    browser.post(address, sent)
    forms = forms_of(browser.get("/day/").text)
    form = next(one for one in forms if "take_back" in dict(one.sent()))
    return address, dict(form.sent())


def withdrawn(browser, person):
    save(person, make_question("nerve_pain", "zinc", id="to-withdraw"))
    return "/does-it-help/asked/to-withdraw/withdraw/", {}


def deleted(address):
    return lambda browser, person: (address, {})


BY_HAND = {
    "counted": counted("count"),
    "refilled": counted("add"),
    "deleted an entry": deleted("/entry/intake/magnesium/delete/"),
    "deleted a favourite": deleted("/favourites/morning/delete/"),
    "deleted a product": deleted("/shelf/glycinate/delete/"),
    "listed a medicine": listed_medicine,
    "marked a flag": marked_flag,
    "moved up": moved_up,
    "new favourite": new_favourite,
    "own symptom": own_symptom,
    "removed a line": removed_line,
    "forgot a link": forgotten_share,
    "stopped a medicine": stopped_medicine,
    "skipped": skipped,
    "took a skip back": taken_skip_back,
    "undid": undone,
    "undid a line": undone_line,
    "withdrew": withdrawn,
    "logged": lambda browser, person: ("/log/intake/?kind=magnesium", an_intake()),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_form_that_is_filled_in_writes_once(browser, person, name):
    address, sent = BY_HAND[name](browser, person)
    found = sent_thrice(browser, person, address, sent)

    assert found["writes"]
    assert is_once(found) or (name in TOLD and found["again"] and found["later"]), found


# They are told that it is so already, at their field; nothing is written.
TOLD = {"listed a medicine"}


def test_a_link_is_made_once_and_shown_once(browser, person):
    address, sent = new_share(browser, person)
    found = sent_thrice(browser, person, address, sent)

    assert found["writes"]
    assert is_once(found)


@pytest.mark.parametrize("name", ["deleted a favourite", "withdrew", "undid", "moved up"])
def test_what_was_taken_back_since_is_not_done_again_unasked(browser, person, name):
    """A form of before, sent again after its change was undone, is told or does as it did."""
    address, sent = BY_HAND[name](browser, person)
    before = state_of(person)[0]
    browser.post(address, sent)
    once = state_of(person)[0]
    actions.undo(person=person, change=Change.objects.filter(person=person).latest("pk"))
    response = browser.post(address, sent)

    assert response.status_code < 500
    assert state_of(person)[0] in (before, once)


def test_an_archive_chosen_on_another_page_is_looked_at_before_it_is_brought_in(browser, person):
    before = state_of(person)
    browser.post("/archive/choose/", {"file": an_archive(person)})
    form = next(
        one
        for one in forms_of(browser.get("/archive/bring-in/").text)
        if one.action == "/archive/bring-in/"
    )
    browser.post("/archive/choose/", {"file": an_archive(person)})
    response = browser.post(form.action, dict(form.fields) | {"keep_mine": "yes"})

    assert response.url == "/archive/bring-in/"
    assert state_of(person) == before


def an_archive(person):
    text = b"".join(document_of(person, None))
    return SimpleUploadedFile("archive.json", text.replace(b'"lunch"', b'"lunch of the file"'))
