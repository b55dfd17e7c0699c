"""The page "Your account": the ways in, and the devices; one is ended, or all others."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from mgapp.accounts.devices.user_agents import device_name
from tests.accounts.people import NEW_PASSWORD, PASSWORD, is_logged_in, log_in, make_ada
from tests.accounts.second_factors import add_app, add_passkey

pytestmark = pytest.mark.django_db

PAGE, OTHERS = "/accounts/", "/accounts/devices/end-others/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


def device(agent=FIREFOX, login="ada", **more):
    client = Client(headers={"user-agent": agent}, **more)
    log_in(client, login)
    return client


def shown(client):
    return client.get(PAGE).context["devices"]


def end(client, pk):
    return client.post(f"/accounts/devices/{pk}/end/", follow=True)


class TestThePage:
    def test_a_visitor_is_asked_to_log_in(self, client):
        assert client.get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"

    def test_it_only_shows(self):
        make_ada()

        assert device().post(PAGE).status_code == 405

    def test_more_leads_there(self):
        make_ada()

        assert f'href="{PAGE}"' in device().get("/more/").text

    def test_without_a_second_factor_nobody_is_urged(self):
        make_ada()
        page = device().get(PAGE).text

        assert "Recovery codes" not in page
        assert 'class="alert' not in page

    def test_it_names_the_passkeys(self):
        ada = make_ada()
        add_passkey(ada, "key on the ring")
        client = Client()
        client.force_login(ada)

        assert "key on the ring" in client.get(PAGE).text

    def test_a_name_that_looks_like_markup_is_text(self):
        ada = make_ada()
        add_passkey(ada, "<b>phone</b>")
        client = Client()
        client.force_login(ada)

        assert "<b>phone" not in client.get(PAGE).text

    def test_a_login_without_a_diary_has_one_too(self, django_user_model):
        client = Client()
        client.force_login(django_user_model.objects.create_user("clerk"))

        assert client.get(PAGE).status_code == 200

    def test_the_number_of_queries_does_not_grow(self, django_assert_num_queries):
        ada = make_ada()
        client = device()
        client.get(PAGE)
        with django_assert_num_queries(7) as few:
            client.get(PAGE)
        add_app(ada)
        for number in range(5):
            add_passkey(ada, str(number))
            Client(headers={"user-agent": IPHONE}).force_login(ada)
            UserSession.objects.create(
                user=ada, ip="::1", session_key=f"k{number}", user_agent=FIREFOX
            )
        with django_assert_num_queries(len(few)):
            client.get(PAGE)


class TestDevices:
    def test_each_log_in_is_a_device_and_this_one_comes_first(self):
        make_ada()
        device(IPHONE)
        here = device()

        assert [(one.name, one.is_this_one) for one in shown(here)] == [
            ("Firefox on Linux", True),
            ("Safari on iPhone", False),
        ]

    def test_it_says_when_and_from_where(self):
        make_ada()
        here = device(REMOTE_ADDR="203.0.113.7")

        assert "from the address 203.0.113.7." in shown(here)[0].words

    def test_a_visitors_word_on_the_address_is_not_believed(self):
        make_ada()
        here = device()
        log_in(here)
        Client(headers={"x-forwarded-for": "198.51.100.1"})

        assert "198.51.100.1" not in here.get(PAGE).text

    def test_a_session_from_before_the_list_is_in_it_when_its_owner_looks(self):
        client = Client(headers={"user-agent": FIREFOX})
        client.force_login(make_ada())

        assert [one.name for one in shown(client)] == ["Firefox on Linux"]

    def test_one_that_is_over_is_not_shown(self):
        make_ada()
        device(IPHONE).post("/accounts/logout/")

        assert len(shown(device())) == 1

    def test_one_whose_session_ran_out_is_not_shown_and_goes_with_the_next_log_in(self):
        make_ada()
        device(IPHONE)
        Session.objects.update(expire_date="2020-01-01T00:00:00Z")
        here = device()

        assert len(shown(here)) == 1
        assert UserSession.objects.count() == 1

    def test_what_a_browser_says_of_itself_is_text(self):
        make_ada()

        assert "<script>x" not in device("<script>x</script>").get(PAGE).text

    def test_a_browser_may_say_nothing(self):
        make_ada()

        assert shown(device(""))[0].name == "An unknown browser"

    @pytest.mark.parametrize(
        ("agent", "name"),
        [
            (FIREFOX, "Firefox on Linux"),
            (IPHONE, "Safari on iPhone"),
            (
                "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_5) Version/18.5 Safari/605.1",
                "Safari on Mac",
            ),
            ("curl/8.14", "An unknown browser"),
        ],
    )
    def test_browser_and_system_are_named(self, agent, name):
        assert device_name(agent) == name


class TestEnding:
    def test_a_device_is_logged_out_at_once(self):
        make_ada()
        phone, here = device(IPHONE), device()
        page = end(here, shown(here)[1].pk)

        assert "The device is logged out." in page.text
        assert phone.get(PAGE).status_code == 302
        assert here.get(PAGE).status_code == 200

    def test_all_others_are_logged_out_and_this_one_stays(self):
        make_ada()
        phone, tablet, here = device(IPHONE), device(), device()
        page = here.post(OTHERS, follow=True)

        assert "2 devices are logged out." in page.text
        assert {one.get(PAGE).status_code for one in (phone, tablet)} == {302}
        assert len(shown(here)) == 1

    def test_there_may_be_no_other(self):
        make_ada()

        assert "There was no other device." in device().post(OTHERS, follow=True).text

    def test_this_one_is_logged_out_by_the_page_that_asks(self):
        make_ada()
        here = device()
        pk = shown(here)[0].pk

        assert here.post(f"/accounts/devices/{pk}/end/")["Location"] == "/accounts/logout/"
        assert is_logged_in(here)

    def test_that_of_somebody_else_is_not_there(self, django_user_model):
        make_ada()
        django_user_model.objects.create_user("eve", password=PASSWORD)
        eve, here = device(login="eve"), device()

        assert end(here, UserSession.objects.get(user__username="eve").pk).status_code == 404
        assert eve.get(PAGE).status_code == 200

    def test_others_are_those_of_the_same_login_only(self, django_user_model):
        make_ada()
        django_user_model.objects.create_user("eve", password=PASSWORD)
        eve, here = device(login="eve"), device()
        here.post(OTHERS)

        assert eve.get(PAGE).status_code == 200

    @pytest.mark.parametrize("path", [OTHERS, "/accounts/devices/1/end/"])
    def test_looking_ends_nothing(self, path):
        make_ada()

        assert device().get(path).status_code == 405

    @pytest.mark.parametrize("path", [OTHERS, "/accounts/devices/1/end/"])
    def test_a_visitor_is_asked_to_log_in(self, client, path):
        assert client.post(path)["Location"].startswith("/accounts/login/")

    def test_a_new_password_ends_all_others_and_keeps_this_one_in_the_list(self):
        make_ada()
        phone, here = device(IPHONE), device()
        form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
        here.post("/accounts/password/change/", form)

        assert phone.get(PAGE).status_code == 302
        assert [one.is_this_one for one in shown(here)] == [True]
        assert UserSession.objects.count() == 1
