"""Nobody gets at what is another one's, at any address, in any way of asking.

Everybody to whom nothing belongs goes to every address of the site, with the ids of all that Ada
has, by every method, and sends her ids in forms too. Afterwards her rows are as they were.
"""

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from tests import isolation
from tests.addresses import names
from tests.isolation import BY_LINK, MARK, OF_ADA, OWN, PUBLIC, PUBLIC_ARGUMENTS, TOKENS, make_ada
from tests.visitors import logged_in

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
TABLES = (PUBLIC, OWN, OF_ADA, BY_LINK)
NOT_FOUND = {404, 405}
LOG_IN = "/accounts/login/?next="


@pytest.fixture(autouse=True)
def no_limits(settings):
    """Let the walk go on where a person would be asked to wait."""
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def ada():
    return make_ada()


def text_of(answer):
    return b"".join(answer).decode(errors="replace")


def addresses(ada, names):
    """Yield each of these addresses with its name, with all of Ada's things that go into it."""
    for name in names:
        for arguments in arguments_of(ada, name):
            yield name, reverse(name, args=arguments)


def arguments_of(ada, name):
    if name in OF_ADA:
        return OF_ADA[name](ada)
    return OWN.get(name) or PUBLIC_ARGUMENTS.get(name, isolation.NOTHING)


def asked(ada, who, names):
    """Ask for each address in every way; yield what was asked and the answer."""
    for name, address in addresses(ada, names):
        client = who()
        cookies = client.cookies.output()
        for method in METHODS:
            for body in ada.bodies() if method == "POST" else [{}]:
                if client.cookies.output() != cookies:
                    client = who()
                    cookies = client.cookies.output()
                send = getattr(client, method.lower())
                yield name, f"{method} {address}", send(address, body)


def is_to_log_in(answer):
    return answer.status_code == 302 and answer["Location"].startswith(LOG_IN)


def is_empty(answer):
    """Say what may be asked, and nothing else."""
    return "Allow" in answer.headers and not text_of(answer)


# The walk is whole


def test_every_address_is_in_the_walk():
    listed = {name for table in TABLES for name in table}

    assert names() - listed == set(), (
        "Somebody else may come to these addresses. Put each into one of the tables of "
        "tests/isolation.py: PUBLIC with the reason, OWN for a page of whoever is logged in, "
        "OF_ADA where an id stands in it (give her such a thing), BY_LINK where a token opens it."
    )


def test_the_walk_goes_to_no_address_that_went_away():
    assert {name for table in TABLES for name in table} - names() == set()


def test_an_address_stands_in_one_table():
    assert sum(map(len, TABLES)) == len({name for table in TABLES for name in table})


def test_an_address_with_arguments_is_given_some(ada):
    for name in OWN | OF_ADA | PUBLIC:
        found = list(arguments_of(ada, name))
        assert found, name
        try:
            reverse(name, args=found[0])
        except NoReverseMatch:
            pytest.fail(f"{name}: other arguments are needed")


def test_ada_finds_what_is_hers(ada):
    """Without this the walk could look for what is nowhere."""
    client = logged_in(ada.person)
    not_here = {
        address
        for _name, address in addresses(ada, [name for name in OF_ADA if "tracker" in name])
        if client.get(address).status_code not in {200, 405}
    }

    assert not_here == set()


# Who goes where


@pytest.mark.parametrize("who", [isolation.anonymous, isolation.reader])
def test_whoever_is_not_logged_in_is_asked_to(ada, who):
    before = isolation.rows_of(ada)

    wrong = [
        (what, answer.status_code)
        for _name, what, answer in asked(ada, who, OWN | OF_ADA)
        if not (is_to_log_in(answer) or answer.status_code == 405 or is_empty(answer))
    ]

    assert wrong == []
    assert isolation.rows_of(ada) == before


def test_a_stranger_does_not_find_what_is_adas(ada):
    before = isolation.rows_of(ada)

    wrong = [
        (what, answer.status_code)
        for _name, what, answer in asked(ada, isolation.stranger, OF_ADA)
        if not (answer.status_code in NOT_FOUND or is_empty(answer)) or MARK in text_of(answer)
    ]

    assert wrong == []
    assert isolation.rows_of(ada) == before


def test_a_stranger_gets_their_own_pages_and_nothing_of_adas(ada):
    before = isolation.rows_of(ada)

    wrong = [
        (what, answer.status_code)
        for _name, what, answer in asked(ada, isolation.stranger, OWN | PUBLIC)
        if answer.status_code >= 500 or MARK in text_of(answer)
    ]

    assert wrong == []
    assert isolation.rows_of(ada) == before


def test_a_visitor_of_the_demo_sees_and_changes_nothing_of_adas(ada):
    before = isolation.rows_of(ada)

    wrong = [
        (what, answer.status_code)
        for name, what, answer in asked(ada, isolation.visitor, OWN | OF_ADA)
        if answer.status_code >= 500
        or MARK in text_of(answer)
        or (name in OF_ADA and is_answered(answer))
    ]

    assert wrong == []
    assert isolation.rows_of(ada) == before


def is_answered(answer):
    is_refused = answer.status_code in NOT_FOUND | {403}
    return not (is_refused or is_to_log_in(answer) or is_empty(answer))


def test_public_pages_show_nothing_of_hers(ada):
    before = isolation.rows_of(ada)

    wrong = [
        (what, answer.status_code)
        for _name, what, answer in asked(ada, isolation.anonymous, PUBLIC)
        if answer.status_code >= 500 or MARK in text_of(answer)
    ]

    assert wrong == []
    assert isolation.rows_of(ada) == before


# Links that are over


def answers_by(token, who, names=BY_LINK):
    for name in names:
        for arguments in BY_LINK[name](token):
            address = reverse(name, args=arguments)
            for method in METHODS:
                client = who()
                send = getattr(client, method.lower())
                yield f"{method} {address}", send(address, {})
            body = {"recipient": "A clinic"}
            yield f"JSON {address}", who().post(address, body, "application/json")


OVER = {
    "expired": {404, 405, 410},
    "revoked": {404, 405, 410},
    "tries": {403, 404, 405},
}


@pytest.mark.parametrize("name", OVER)
@pytest.mark.parametrize("who", [isolation.anonymous, isolation.stranger, isolation.visitor])
def test_a_link_that_is_over_shows_nothing(ada, name, who):
    before = isolation.rows_of(ada)

    wrong = [
        (what, answer.status_code)
        for what, answer in answers_by(TOKENS[name], who)
        if MARK in text_of(answer)
        or not (answer.status_code in OVER[name] | {400} or is_preflight(answer))
    ]

    assert wrong == []
    assert isolation.rows_of(ada) == before


def is_preflight(answer):
    """Look whether this says only that another site may ask."""
    return answer.status_code == 204 and not text_of(answer)


@pytest.mark.parametrize("who", [isolation.anonymous, isolation.stranger, isolation.reader])
def test_a_link_behind_a_passcode_shows_nothing_without_it(ada, who):
    wrong = [what for what, answer in answers_by(TOKENS["locked"], who) if MARK in text_of(answer)]

    assert wrong == []


@pytest.mark.parametrize(
    "token",
    [
        "nobody-made-this",
        TOKENS["open"][:-1],
        TOKENS["open"] + "x",
        TOKENS["open"].upper(),
        f"{TOKENS['open']}-health",
    ],
)
def test_a_token_that_nobody_made_finds_nothing(ada, token):
    wrong = [
        (what, answer.status_code)
        for what, answer in answers_by(token, isolation.anonymous)
        if MARK in text_of(answer)
        or not (answer.status_code in {400, 429, *NOT_FOUND} or is_preflight(answer))
    ]

    assert wrong == []


def test_the_open_link_is_what_the_walk_would_see(ada):
    """Without this the walk could look for a mark that no link shows."""
    assert MARK in isolation.anonymous().get(f"/s/{TOKENS['open']}/").text


def test_the_archive_goes_out_by_no_link(ada):
    address = reverse("tracker:shared_file", args=[TOKENS["open"], "json"])

    assert isolation.anonymous().post(address).status_code == 404


def test_a_ticket_of_another_link_opens_nothing(ada):
    for ticket in isolation.tickets():
        address = reverse("tracker:health_file", args=[f"{TOKENS['open']}-health", ticket])
        assert isolation.anonymous().get(address).status_code == 404


# What is not an address


def test_an_answer_that_is_kept_for_one_is_not_handed_to_another(ada):
    pages = ["/day/2026-06-10/", "/trends/", "/does-it-help/", "/shelf/", "/calendar/2026-06/"]
    own = logged_in(ada.person)
    shown = [MARK in own.get(page).text for page in pages for _ in range(2)]
    client = isolation.stranger()

    assert any(shown)
    assert not any(MARK in client.get(page).text for page in pages)


def test_the_state_of_a_diary_is_nobody_elses(ada):
    """Kept pages stand under it."""
    other = isolation.make_person()

    assert ada.person.state != other.state
    assert len(ada.person.state) >= 16


def test_a_session_that_ended_opens_nothing(ada):
    client = logged_in(ada.person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/accounts/logout/")
    thief = isolation.anonymous()
    thief.cookies[settings.SESSION_COOKIE_NAME] = cookie

    assert is_to_log_in(thief.get("/day/"))
