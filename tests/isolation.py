"""Whose is what: every address of the site, and somebody whose diary has one of everything.

A new address belongs into one of four tables. They say what somebody gets there to whom nothing
belongs; tests/test_isolation.py goes there and looks.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from time import time
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core import signing
from django.db.models import Q
from django.test import Client

from mgapp.accounts.models import Device
from tests import clock
from tests.factories import (
    make_experiment,
    make_favourite,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_product,
    make_question,
    make_score,
    make_share,
    make_skipped_dose,
    save,
)
from tests.visitors import logged_in, visitor_of_demo
from tracker import actions, queries
from tracker.domain.diary import CoverSheet, CustomSymptom, Scale, Tracked
from tracker.domain.flag_notes import FlagNote, flag_key
from tracker.domain.shares import hash_of
from tracker.views.shares.health_link import TICKET_SALT
from tracker.views.shares.reader import UNLOCKED

MARK = "zq7mark"
"""Stands in each text of Ada's, and in nobody else's."""

DAY = date(2026, 6, 10)
NOTHING = ((),)
TOKENS = {name: f"{name}-{'x' * 40}" for name in ("open", "expired", "revoked", "tries", "locked")}


# The tables. A value is the arguments with which the address is asked, or how they come from Ada.

PUBLIC = {
    "tracker:front": "the front page",
    "tracker:demo": "opens the demo, which is invented",
    "tracker:leave_demo": "closes it",
    "tracker:rules": "knowledge, the same for everybody",
    "tracker:rule": "knowledge",
    "tracker:medicines": "knowledge",
    "tracker:forms": "knowledge",
    "tracker:method": "how we count",
    "tracker:appearance": "light or dark, a cookie of the browser",
    "tracker:offline": "what a device keeps",
    "tracker:manifest": "what a device keeps",
    "tracker:service_worker": "what a device keeps",
    "tracker:favicon": "the mark",
    "account_signup": "a way in",
    "account_login": "a way in",
    "account_logout": "the way out",
    "account_inactive": "says that a login is closed",
    "mfa_authenticate": "the second step of a way in",
    "mfa_login_webauthn": "a way in",
    "begin_passkey_log_in": "a way in",
    "account_reset_password": "a way in",
    "account_reset_password_done": "a way in",
    "account_reset_password_from_key": "a way in, for whoever got the mail",
    "account_reset_password_from_key_done": "a way in",
    "account_confirm_email": "for whoever got the mail",
    "csp_report": "takes what browsers report, and shows nothing",
}
PUBLIC_ARGUMENTS = {
    "tracker:rule": [("mg_calcium",)],
    "account_reset_password_from_key": [("1", "a-b")],
    "account_confirm_email": [("abc",)],
}

OWN = {
    "tracker:day": NOTHING,
    "tracker:day_on": [(DAY,)],
    "tracker:mark_flag": [(DAY,)],
    "tracker:calendar": NOTHING,
    "tracker:calendar_of": [(DAY,)],
    "tracker:trends": NOTHING,
    "tracker:report": NOTHING,
    "tracker:choose_for_report": NOTHING,
    "tracker:cover_sheet": NOTHING,
    "tracker:report_file": [("csv",), ("json",), ("fhir",)],
    "tracker:profile": NOTHING,
    "tracker:first_question": NOTHING,
    "tracker:profile_remove": NOTHING,
    "tracker:profile_undo": NOTHING,
    "tracker:profile_stop_medicine": NOTHING,
    "tracker:profile_topic": [("kidney",), ("medicines",), ("conditions",)],
    "tracker:log": NOTHING,
    "tracker:log_intake": NOTHING,
    "tracker:preview_intake": NOTHING,
    "tracker:log_meal": NOTHING,
    "tracker:meal_foods": NOTHING,
    "tracker:log_symptom": NOTHING,
    "tracker:log_again": NOTHING,
    "tracker:skip_dose": NOTHING,
    "tracker:log_none": NOTHING,
    "tracker:log_no_symptoms": NOTHING,
    "tracker:favourites": NOTHING,
    "tracker:add_favourite": NOTHING,
    "tracker:entries": NOTHING,
    "tracker:entries_filter": NOTHING,
    "tracker:check_in": NOTHING,
    "tracker:check_in_same": NOTHING,
    "tracker:check_in_symptoms": NOTHING,
    "tracker:check_in_add_own": NOTHING,
    "tracker:experiments": NOTHING,
    "tracker:new_experiment": NOTHING,
    "tracker:shelf": NOTHING,
    "tracker:new_product": NOTHING,
    "tracker:preview_product": NOTHING,
    "tracker:shares": NOTHING,
    "tracker:shares_new": NOTHING,
    "tracker:helps": NOTHING,
    "tracker:helps_ask": NOTHING,
    "tracker:helps_others": NOTHING,
    "tracker:helps_logging": NOTHING,
    "tracker:helps_before_after": NOTHING,
    "tracker:helps_before_after_on": [(DAY,)],
    "tracker:archive": NOTHING,
    "tracker:archive_file": NOTHING,
    "tracker:choose_archive": NOTHING,
    "tracker:bring_in": NOTHING,
    "tracker:more": NOTHING,
    "account": NOTHING,
    "account_delete": NOTHING,
    "account_leaving": NOTHING,
    "account_stay": NOTHING,
    "end_other_devices": NOTHING,
    "account_change_password": NOTHING,
    "account_set_password": NOTHING,
    "account_reauthenticate": NOTHING,
    "mfa_reauthenticate": NOTHING,
    "mfa_reauthenticate_webauthn": NOTHING,
    "mfa_add_webauthn": NOTHING,
    "mfa_activate_totp": NOTHING,
    "mfa_deactivate_totp": NOTHING,
    "mfa_view_recovery_codes": NOTHING,
    "mfa_generate_recovery_codes": NOTHING,
}
"""Pages of whoever is logged in: a stranger gets their own there, everybody else the log-in."""

OF_ADA = {
    "tracker:delete_favourite": lambda ada: [(ada.favourite,)],
    "tracker:change_favourite": lambda ada: [(ada.favourite,)],
    "tracker:check_in_own_symptom": lambda ada: [(ada.symptom,)],
    "tracker:tolerance": lambda ada: [(ada.entries["intake"],)],
    "tracker:entry_history": lambda ada: ada.entries.items(),
    "tracker:delete_entry": lambda ada: ada.entries.items(),
    "tracker:edit_entry": lambda ada: ada.entries.items(),
    "tracker:stop_experiment": lambda ada: [(ada.experiment,)],
    "tracker:drop_experiment": lambda ada: [(ada.experiment,)],
    "tracker:experiment_report": lambda ada: [(ada.experiment,)],
    "tracker:experiment": lambda ada: [(ada.experiment,)],
    "tracker:undo": lambda ada: [(number,) for number in ada.changes],
    "tracker:undo_experiment": lambda ada: [(number,) for number in ada.changes],
    "tracker:count_stock": lambda ada: [(ada.product,)],
    "tracker:put_away": lambda ada: [(ada.product,)],
    "tracker:delete_product": lambda ada: [(ada.product,)],
    "tracker:product": lambda ada: [(ada.product,)],
    "tracker:end_share": lambda ada: [(one,) for one in ada.shares],
    "tracker:forget_share": lambda ada: [(one,) for one in ada.shares],
    "tracker:helps_say": lambda ada: [(ada.question,)],
    "tracker:helps_withdraw": lambda ada: [(ada.question,)],
    "tracker:helps_asked": lambda ada: [(ada.question,)],
    "end_device": lambda ada: [(ada.device,)],
    "account_device_known": lambda ada: [(ada.new_device,)],
    "mfa_edit_webauthn": lambda ada: [(ada.passkey,)],
    "mfa_remove_webauthn": lambda ada: [(ada.passkey,)],
}
"""Things of Ada's by their ids: a stranger does not find them, everybody else gets the log-in."""

BY_LINK = {
    "tracker:shared": lambda token: [(token,)],
    "tracker:shared_file": lambda token: [(token, kind) for kind in ("csv", "fhir", "json", "no")],
    "tracker:health_link": lambda token: [(f"{token}-health",)],
    "tracker:health_file": lambda token: [(f"{token}-health", ticket) for ticket in tickets()],
}
"""Pages of whoever has the link, as long as it is open."""


def tickets():
    """Return a word, and what another link's manifest gave out."""
    return "word", signing.dumps(hash_of("of-another-link"), salt=TICKET_SALT)


# Ada


@dataclass
class Ada:
    """A person, and where each of her things is found."""

    person: Any
    entries: dict[str, str]
    product: str
    favourite: str
    symptom: str
    question: str
    experiment: str
    flag: str
    changes: list[int]
    shares: list[str]
    session: str
    device: int
    new_device: int
    passkey: int

    def bodies(self):
        """Return forms that name her things, whichever field of a form may name one."""
        entries = ("entry_id", "intake", "of", "pick", "open", "text", "what", "again", "chosen")
        belongings = ("product", "product_id", "favourite", "symptom", "question", "substance")
        numbers = ("change", "pk", "version", "take_back", "undo", "device")
        shared = {"flag": self.flag, "next": "/day/", "says": "seen", "do": "add", "place": "quick"}
        return [
            {},
            shared
            | dict.fromkeys(entries, self.entries["intake"])
            | dict.fromkeys(belongings, self.product)
            | dict.fromkeys(numbers, str(self.changes[0])),
            dict.fromkeys(entries, self.favourite)
            | {"favourite": self.favourite, "symptom": self.symptom, "question": self.question}
            | dict.fromkeys(numbers, str(self.changes[-1])),
        ]


def make_ada():
    """Return a person with one of everything, each with the mark."""
    person = make_person(f"ada-{MARK}", timezone="Europe/Berlin")
    product = make_product(f"Tablets {MARK}", times=("07:00",), note=f"{MARK} label")
    favourite = make_favourite(product, name=f"Morning {MARK}")
    symptom = CustomSymptom("own-symptom", f"Legs {MARK}", Scale(), f"None {MARK}")
    question = make_question()
    experiment = make_experiment(str(clock.now().date() - timedelta(days=5)))
    note = FlagNote.about("mg_calcium", ["some", "entries"], "seen")
    entries = {
        "intake": make_intake(product=f"Tablets {MARK}", note=MARK, product_id=product.id),
        "meal": make_meal(note=f"Soup {MARK}"),
        "score": make_score(note=MARK),
        "none_taken": make_none_taken("2026-06-09", substance=MARK),
    }
    save(
        person,
        *(product, favourite, symptom, question, experiment, *entries.values()),
        make_skipped_dose(product),
        Tracked(("nerve_pain", symptom.id)),
        CoverSheet(name=f"Ada {MARK}", questions=(f"Why {MARK}?",)),
    )
    taken = actions.log_intake(person=person, intake=make_intake(product=f"Now {MARK}"))
    actions.set_profile_fact(person=person, fact="conditions", value=[MARK])
    actions.mark_flag(person=person, note=note)
    make_links(person)
    session = logged_in(person).session.session_key
    return Ada(
        person=person,
        entries={kind: entry.id for kind, entry in entries.items()},
        product=product.id,
        favourite=favourite.id,
        symptom=symptom.id,
        question=question.id,
        experiment=experiment.id,
        flag=flag_key(note.rule, note.entries),
        changes=[taken.change.pk, queries.latest_change(person).pk],
        shares=[one.id for one in queries.shares_of(person, clock.now())],
        session=session,
        device=UserSession.objects.create(
            user=person.user, session_key=session, ip="192.0.2.7", user_agent=f"Browser {MARK}"
        ).pk,
        new_device=make_new_device(person.user),
        passkey=Authenticator.objects.create(
            user=person.user,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": f"Key {MARK}", "credential": {}},
        ).pk,
    )


def make_new_device(login):
    """Make a browser in which the login was used, and another one that is news to it."""
    now = clock.now()
    for name in ("first", "second"):
        Device.objects.create(
            user=login,
            cookie_hash=name,
            user_agent=f"Browser {MARK}",
            first_at=now,
            last_at=now,
            known_at=now if name == "first" else None,
        )
    return login.devices.get(known_at=None).pk


def make_links(person):
    """Make a link of each kind: one that is open, and all those that are not."""
    now = clock.now()
    make_share(person, token=TOKENS["expired"], made_at=now - timedelta(days=20), days=1)
    for name in ("open", "revoked", "tries"):
        make_share(person, token=TOKENS[name], passcode="sea-breeze" if name == "tries" else "")
    make_share(person, token=TOKENS["locked"], passcode="sea-breeze")
    revoked = queries.shared_by(TOKENS["revoked"]).share
    actions.revoke_share(person=person, share_id=revoked.id, now=now)
    for _ in range(revoked.tries_left):
        actions.use_try(shared=queries.shared_by(TOKENS["tries"]), passcode="wrong", now=now)


def rows_of(ada):
    """Return every row of the database that is Ada's, as it is now."""
    people, logins = {"tracker.Person": ada.person.pk}, {"auth.User": ada.person.user_id}
    found = {}
    for model in apps.get_models():
        ours = Q(pk__in=[(people | logins).get(model._meta.label)])
        for field in model._meta.concrete_fields:
            related = field.related_model and field.related_model._meta.label
            if related in people | logins:
                ours |= Q(**{field.attname: (people | logins)[related]})
        if model._meta.label == "sessions.Session":
            ours = Q(pk=ada.session)
        rows = model._default_manager.filter(ours).order_by("pk").values()
        found[model._meta.label] = list(rows)
    return found


# Those to whom nothing of it belongs


def anonymous():
    return Client()


def reader():
    """Whoever read a link of Ada's, and one of somebody else's, with their passcodes."""
    client = Client()
    session = client.session
    session[UNLOCKED] = [hash_of(TOKENS["open"]), hash_of("of-another-link")]
    session.save()
    return client


def stranger():
    """Someone with a diary of their own, who logged in a moment ago."""
    person = make_person()
    save(person, make_intake(product="Own tablets"), make_product("Own tablets"))
    client = logged_in(person)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time()}]
    session.save()
    return client


def visitor():
    """Somebody who looks at the demo."""
    try:
        person = queries.demo_person()
    except queries.NoSuchPerson:
        person = make_person()
        save(person, make_intake(product="Invented tablets"))
    return visitor_of_demo(person)
