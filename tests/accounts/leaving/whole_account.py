"""An account with something in every table and file, to look for what is left of it."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import Client

from mgapp.accounts.logins import claim_name
from tests.accounts.people import PASSWORD, log_in
from tests.factories import (
    make_experiment,
    make_favourite,
    make_intake,
    make_meal,
    make_none_taken,
    make_product,
    make_question,
    make_score,
    make_share,
    make_skipped_dose,
    save,
)
from tracker import actions, queries
from tracker.domain.diary import CoverSheet, CustomSymptom, Settings, Tracked
from tracker.domain.flag_notes import FlagNote
from tracker.models import Person
from tracker.views.archive import kept_file

LOGIN_ID, PERSON_ID = 765432101, 765432102
MARK = "zqmarker"
ADDRESS = f"{MARK}@example.org"


def make_whole_account():
    """Return the login `zqmarker`; its ids and its mark stand nowhere else."""
    user = get_user_model().objects.create_user(
        MARK, password=PASSWORD, email=ADDRESS, pk=LOGIN_ID, first_name=MARK, last_name=MARK
    )
    claim_name(user)
    person = Person.objects.create(pk=PERSON_ID, user=user)
    make_diary(person)
    make_traces(user, person)
    return user


def make_diary(person):
    product = make_product(f"{MARK} tablets", id="tablets", times=("07:00",))
    save(
        person,
        product,
        make_favourite(product, name=MARK),
        CustomSymptom("own", MARK),
        Tracked(("own",)),
        Settings(),
        CoverSheet(MARK, (MARK,)),
        make_question(),
        make_experiment(note=MARK),
        make_intake(id="dose", note=MARK, product=MARK),
        make_meal(note=MARK),
        make_score(note=MARK),
        make_none_taken("2026-06-08", substance=MARK),
        make_skipped_dose(product, "2026-06-09"),
    )
    actions.set_profile_fact(person=person, fact="timezone", value="Europe/Berlin", by=person.user)
    note = FlagNote.about("mg_calcium", ["dose"], "seen")
    actions.mark_flag(person=person, note=note, by=person.user)
    tokens = make_share(person, label=MARK, passcode=PASSWORD)
    shared = queries.shared_by(tokens.page)
    actions.note_opening(shared=shared, what="report", now=shared.share.made_at)
    kept_file.keep(person, [MARK.encode()])


def make_traces(user, person):
    """Leave what log-ins, second steps, guesses and pages leave."""
    user.groups.add(Group.objects.create(name="testers"))
    user.user_permissions.add(Permission.objects.first())
    address = EmailAddress.objects.create(user=user, email=ADDRESS, verified=True)
    EmailConfirmation.create(address).save()
    first = Client()
    log_in(first, MARK)
    for page in ("/day/", "/calendar/", "/trends/", "/entries/"):
        assert first.get(page).status_code == 200
    actions.rebuild_daily(person=person)
    actions.rebuild_summaries(person=person)
    first.post("/accounts/password/change/", {"oldpassword": "wrong", "password1": "x"})
    # A second browser is news for the first.
    log_in(Client(), MARK)
    app = TOTP.activate(user, "A" * 32)
    # As after a code that was used, which is remembered for its half minute.
    cache.add(app._get_used_cache_key("123456"), "y")
    log_in(Client(), MARK, "wrong")
    # The password was right; the code is still asked for.
    log_in(Client(), MARK)
    Authenticator.objects.filter(user=user).update(data={"secret": MARK})
