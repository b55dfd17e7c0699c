"""What the tests of the logging pages share: someone who logs, and what a browser would send."""

import re
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.cache import caches

from tests import clock
from tests.factories import make_person
from tracker import queries

NEW_YORK = "America/New_York"
TODAY = clock.now().astimezone(ZoneInfo(NEW_YORK)).date()
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)


def make_logger(client, timezone=NEW_YORK):
    """Return someone who is logged in and has said where they are."""
    person = make_person(timezone=timezone)
    client.force_login(person.user)
    return person


def in_one_line(html):
    """Return the HTML in one line, with the characters that its entities stand for."""
    return " ".join(unescape(html).split())


def html_at(client, path):
    """Return the HTML of the page that is there, in one line."""
    response = client.get(path)
    assert response.status_code == 200
    return in_one_line(response.text)


def words_in(html):
    """Return what the HTML says, without its tags."""
    return in_one_line(re.sub("<[^>]+>", " ", html))


def undo_last(client):
    return client.post(f"/undo/{client.session['last_change']['change']}/")


def kept(person):
    """Return everything that the person's diary holds."""
    diary = queries.diary(person)
    return [*diary.intakes, *diary.meals, *diary.symptoms, *diary.none_taken]


def an_intake(kind="magnesium", **changed):
    """Return what the form of an intake sends, with some of it changed; None leaves it out."""
    typed = {
        "kind": kind,
        "entry_id": str(uuid4()),
        "rows": "1",
        "contents-0-substance": kind,
        "contents-0-form": "glycinate" if kind == "magnesium" else "",
        "contents-0-amount": "200",
        "contents-0-unit": "IU" if kind == "vitamin_d" else "mg",
        "contents-0-basis": "elemental",
        "day": YESTERDAY.isoformat(),
        "how": "exact",
        "time": "08:35",
        "meal": "unknown",
        "as_needed": "",
        "what": "supplement",
        "route": "oral",
        "covers_days": "1",
        "note": "",
    }
    names = {"amount", "form", "unit", "basis", "substance", "name", "compound"}
    changed = {f"contents-0-{key}" if key in names else key: text for key, text in changed.items()}
    return {key: text for key, text in (typed | changed).items() if text is not None}


def a_score(**changed):
    typed = {
        "symptom": "nerve_pain",
        "entry_id": str(uuid4()),
        "measure-0": "6",
        "day": YESTERDAY.isoformat(),
        "how": "exact",
        "time": "21:00",
        "note": "",
    }
    return typed | {key.replace("_0", "-0"): text for key, text in changed.items()}


def a_meal(**changed):
    typed = {
        "entry_id": str(uuid4()),
        "meal": "lunch",
        "tags": ["fat", "nuts"],
        "day": YESTERDAY.isoformat(),
        "how": "exact",
        "time": "12:30",
        "note": "",
    }
    return typed | changed


def messages_at(response, field):
    """Return the messages that stand at a field of the page."""
    html = response.content.decode()
    found = re.search(rf'id="id_{field}_error"[^>]*>(.*?)</div>', html, re.DOTALL)
    return [] if found is None else re.findall(r"<strong>(.*?)</strong>", found[1], re.DOTALL)


class _Fields(HTMLParser):
    """Reads what a browser would send of the page's first form with a save button."""

    def __init__(self):
        super().__init__()
        self.typed = {}
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name:
            is_off = given.get("type") in ("radio", "checkbox") and "checked" not in given
            if not is_off:
                self.typed[name] = given.get("value", "on" if "checked" in given else "")
        elif tag == "select":
            self.select = name
            self.typed.setdefault(name, "")
        elif tag == "option" and self.select and "selected" in given:
            self.typed[self.select] = given.get("value") or ""
        elif tag == "textarea":
            self.textarea = name
            self.typed[name] = ""

    def handle_data(self, data):
        if self.textarea:
            self.typed[self.textarea] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None


def typed_on(response):
    """Return what a browser would send of the page's form (one value a name)."""
    html = response.content.decode()
    form = html.split("<form", 1)[1] if "data-log" not in html else html.split("data-log", 1)[1]
    fields = _Fields()
    fields.feed("<form " + form.split("</form>", 1)[0])
    fields.typed.pop("csrfmiddlewaretoken", None)
    return fields.typed


def page_at(client, path):
    """Return what the page is made of. It is made anew: of a kept one there is only the text."""
    caches["pages"].clear()
    response = client.get(path)
    assert response.status_code == 200
    return response.context["page"]
