"""What a password may be; and that neither a long one nor an unknown name takes another time."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from mgapp.accounts.password.rules import MOST_CHARACTERS, TOO_LONG, is_one_run
from tests.accounts.people import NEW_PASSWORD, PASSWORD, log_in, make_ada, sign_up

pytestmark = pytest.mark.django_db

WORDS = "correct horse battery staple, "


class CountingHasher(MD5PasswordHasher):
    """Works out as quick a hash as those of the other tests, and counts."""

    hashes = 0

    def encode(self, password, salt):
        type(self).hashes += 1
        return super().encode(password, salt)


@pytest.fixture
def hashes(settings):
    """Return a function that says how many hashes were worked out since it was last asked."""
    name = f"{CountingHasher.__module__}.{CountingHasher.__qualname__}"
    settings.PASSWORD_HASHERS = [name]

    def since():
        number, CountingHasher.hashes = CountingHasher.hashes, 0
        return number

    return since


def codes_of(password):
    try:
        validate_password(password)
    except ValidationError as refusal:
        return {error.code for error in refusal.error_list}
    return set()


class TestWhatIsTaken:
    @pytest.mark.parametrize(
        "password",
        [
            "plum-orbit",
            "all lower case words",
            "ünïcödé-wörter",
            "💊 at seven in the morning",
            "   spaces at the ends   ",
            (WORDS * 40)[:64],
            (WORDS * 40)[:MOST_CHARACTERS],
        ],
    )
    def test_length_is_enough_and_no_kind_of_character_is_asked_for(self, password):
        assert codes_of(password) == set()

    def test_somebody_logs_in_with_one_of_1024_characters(self, client):
        password = (WORDS * 40)[:MOST_CHARACTERS]
        sign_up(client, password1=password)

        assert log_in(Client(), password=password)["Location"] == "/day/"

    def test_spaces_at_its_ends_belong_to_it(self, client):
        sign_up(client, password1="  plum orbit 42 ")

        assert log_in(Client(), password="  plum orbit 42 ").status_code == 302
        assert log_in(Client(), password="plum orbit 42").status_code == 200


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("plum-orbi", "password_too_short"),
            ("1234567890", "password_entirely_numeric"),
            ("basketball1", "password_too_common"),
            ("sweetheart", "password_too_common"),
            ("mgdiary2026", "password_is_the_site"),
            ("Mg-Diary!!!!", "password_is_the_site"),
            ("localhost:8000", "password_is_the_site"),
            ("Magnesium400", "password_is_the_site"),
            ("password-2026", "password_is_the_site"),
            ("qwertyuiop[]", "password_is_one_run"),
            ("ASDFGHJKL12", "password_is_one_run"),
            ("1qaz2wsx3edc", "password_is_one_run"),
            ("poiuytrewq", "password_is_one_run"),
            ("abcdefghijk", "password_is_one_run"),
            ("aaaaaaaaaaaa", "password_is_one_run"),
            ("hahahahaha!", "password_is_one_run"),
            ("a" * (MOST_CHARACTERS + 1), "password_too_long"),
        ],
    )
    def test_what_is_tried_first_by_who_guesses(self, password, code):
        assert code in codes_of(password)

    @pytest.mark.parametrize("name", ["ada-lovelace", "Ada-Lovelace", "lovelace-ada"])
    def test_one_that_is_the_name(self, client, name):
        response = sign_up(client, username="ada-lovelace", password1=name)

        assert "password1" in response.context["form"].errors

    def test_one_that_is_the_address(self, client):
        response = sign_up(client, email="lovelace@example.org", password1="lovelace@example")

        assert "password1" in response.context["form"].errors

    @pytest.mark.parametrize(
        "text", ["plum-orbit-42", "quiet anchor", "b7x2m9q4t1", "lemon-tree-abc"]
    )
    def test_words_and_chance_are_no_run(self, text):
        assert not is_one_run(text)


class TestOneOf4096Characters:
    PASSWORD = "x1-" * 1366

    def test_sign_up_says_what_is_allowed(self, client, hashes):
        errors = sign_up(client, password1=self.PASSWORD).context["form"].errors

        assert errors["password1"] == [TOO_LONG]
        assert hashes() == 0

    def test_a_change_says_what_is_allowed(self, hashes):
        client = Client()
        client.force_login(make_ada())
        hashes()
        form = {"oldpassword": PASSWORD, "password1": self.PASSWORD}
        errors = client.post("/accounts/password/change/", form).context["form"].errors

        assert errors["password1"] == [TOO_LONG]

    def test_the_log_in_works_out_nothing(self, client, hashes):
        make_ada()
        hashes()
        errors = log_in(client, password=self.PASSWORD).context["form"].errors

        assert errors["password"] == [TOO_LONG]
        assert hashes() == 0

    def test_a_browser_cuts_nothing_off(self, client):
        assert (
            "maxlength"
            not in client.get("/accounts/login/").text.partition('name="password"')[2][:80]
        )


class TestTiming:
    """Counted in hashes, which are nearly all of the time; a clock would be chance."""

    def test_a_wrong_password_is_one_hash(self, client, hashes):
        make_ada()
        hashes()
        log_in(client, password="wrong")

        assert hashes() == 1

    def test_a_name_that_nobody_has_is_one_too(self, client, hashes):
        log_in(client, login="nobody", password="wrong")

        assert hashes() == 1

    def test_so_is_a_login_without_a_password(self, client, hashes):
        ada = make_ada()
        ada.set_unusable_password()
        ada.save()
        hashes()
        log_in(client, password="wrong")

        assert hashes() == 1

    def test_so_is_a_closed_account(self, client, hashes):
        make_ada(is_active=False)
        hashes()
        log_in(client, password="wrong")

        assert hashes() == 1

    def test_so_is_the_right_password_with_a_second_factor_to_come(self, client, hashes):
        make_ada()
        hashes()
        log_in(client)

        assert hashes() == 1


def test_an_old_short_password_still_opens_and_may_be_changed(client, django_user_model):
    django_user_model.objects.create_user("ada", password="plum-42")
    log_in(client, password="plum-42")
    form = {"oldpassword": "plum-42", "password1": NEW_PASSWORD}
    page = client.post("/accounts/password/change/", form, follow=True)

    assert "Your new password is set." in page.text
