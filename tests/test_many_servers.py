"""Several servers share one database, and none of them keeps anything that another one needs.

On PostgreSQL they stand as on two machines, each with a data folder of its own; on SQLite the
database is a file in the folder, so they share that.
"""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from datetime import timedelta

import pytest

from tests import clock
from tests.accounts.people import PASSWORD
from tests.running import App, environment, script

PASSCODE = "sea-breeze"
A_DAY = (clock.now().date() - timedelta(days=3)).isoformat()
MAKE = """
import sys
from tests.factories import make_share
from tracker import actions
for name in ("ada", "ben"):
    person, _ = actions.create_login(name=name)
    person.user.set_password(sys.argv[1])
    person.user.save()
    print(make_share(person, passcode=sys.argv[2] if name == "ben" else "").page)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return two running servers of one site, and the links that Ada and Ben made."""
    folders = [tmp_path_factory.mktemp(name) for name in ("one", "other")]
    variables = environment(folders[0])
    shared = {"DATABASE_URL": variables["DATABASE_URL"], "SECRET_KEY": "the same for both"}
    if not variables["DATABASE_URL"]:
        folders = folders[:1] * 2
    apps = [App(folder, **shared) for folder in folders]
    links = script(variables | shared, MAKE, PASSWORD, PASSCODE)
    yield [app.address for app in apps], dict(zip(("ada", "ben"), links, strict=True))
    for app in apps:
        app.stop()


@pytest.fixture
def one(site):
    return site[0][0]


@pytest.fixture
def other(site):
    return site[0][1]


class Visitor:
    """Somebody whose requests go now to this server, now to that, as a proxy hands them out."""

    def __init__(self):
        # Cookies know no ports, so both servers get the same.
        self.jar = http.cookiejar.CookieJar()
        keeping = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), keeping)

    def get(self, address):
        return self._ask(address)

    def post(self, address, form_on=None, **fields):
        """Send a form with the token that its page has, which is at `form_on` or the address."""
        _, page = self.get(form_on or address)
        token = re.search(r'name="(csrfmiddlewaretoken)" value="(\w+)"', page)
        sent = fields | ({token[1]: token[2]} if token else {})
        return self._ask(address, urllib.parse.urlencode(sent).encode())

    def log_in(self, server, name="ada", password=PASSWORD):
        return self.post(f"{server}/accounts/login/", login=name, password=password)

    def _ask(self, address, data=None):
        try:
            answer = self.opener.open(address, data, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.read().decode()


@pytest.fixture
def ada(one):
    """Return Ada, who logged in on the one server."""
    visitor = Visitor()
    visitor.log_in(one)
    return visitor


def say_none_taken(visitor, server, substance):
    """Return the page that comes after it."""
    fields = {"entry_id": f"none-of-{substance}", "substance": substance, "day": A_DAY}
    return visitor.post(f"{server}/log/none/", form_on=f"{server}/log/", **fields)[1]


def undo_button(page):
    return re.search(r'action="(/undo/\d+/)"', page)[1]


def test_who_logged_in_on_one_is_logged_in_on_the_other(ada, other):
    status, page = ada.get(f"{other}/day/")

    assert (status, 'href="/more/"' in page) == (200, True)


def test_what_is_written_on_one_is_read_on_both(ada, one, other):
    day = f"/day/{A_DAY}/"
    pages_before = [ada.get(server + day)[1] for server in (one, other)]
    say_none_taken(ada, other, "zinc")
    pages = [ada.get(server + day)[1] for server in (one, other)]

    assert not any("No zinc" in page for page in pages_before)
    assert all("No zinc" in page for page in pages)


def test_what_is_written_on_one_is_undone_on_the_other(ada, one, other):
    page = say_none_taken(ada, other, "iron")
    day = f"{one}/day/{A_DAY}/"
    ada.post(one + undo_button(page), form_on=day)

    assert "No iron" not in ada.get(f"{other}/day/{A_DAY}/")[1]


def test_a_shared_link_is_open_on_both(site, one, other):
    link = site[1]["ada"]

    assert [Visitor().get(f"{server}/s/{link}/")[0] for server in (one, other)] == [200, 200]


def test_a_passcode_that_was_typed_on_one_opens_the_link_on_the_other(site, one, other):
    reader, link = Visitor(), site[1]["ben"]
    _, before = reader.get(f"{other}/s/{link}/")
    reader.post(f"{one}/s/{link}/", passcode=PASSCODE)
    _, after = reader.get(f"{other}/s/{link}/")

    assert ('name="passcode"' in before, 'name="passcode"' in after) == (True, False)


def test_wrong_passwords_are_counted_together(one, other):
    visitor = Visitor()
    servers = [one, other] * 3
    codes = [visitor.log_in(server, "nobody", "not-the-password")[0] for server in servers]

    assert codes == [200] * 5 + [429]


def test_who_logs_out_on_one_is_logged_out_on_the_other(ada, one, other):
    session = {cookie.name: cookie.value for cookie in ada.jar}["sessionid"]
    ada.post(f"{one}/accounts/logout/", form_on=f"{one}/more/")
    thief = urllib.request.Request(f"{other}/day/", headers={"Cookie": f"sessionid={session}"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(thief) as answer:
        assert "/accounts/login/" in answer.url
