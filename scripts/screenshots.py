"""Every page of the site, and its pictures in docs/screenshots.

The list is the one place where pages are named for the tests of all of them: pictures, axe,
widths. A view that is missing here fails tests/browser/test_every_page.py.

tests/browser/test_screenshots.py takes those pictures that are missing. To take all anew:

    SCREENSHOTS=1 python -m pytest tests/browser/test_screenshots.py
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs/screenshots"

DAY = "2026-06-10"
"""The day of the made diary: calcium at 8:10, magnesium at 8:35."""

PASSKEY = 77
"""The number of the made person's passkey."""


class Eyes(StrEnum):
    """Who looks at a page."""

    VISITOR = "visitor"
    PERSON = "person"
    LEAVING = "leaving"
    DEMO = "demo"
    READER = "reader"


@dataclass(frozen=True)
class Page:
    """A page as it is for a visitor, for the person of the made diary, in the demo, or for whoever
    was given a link.
    """

    name: str
    path: str
    eyes: Eyes = Eyes.PERSON
    is_there: bool = True

    def file(self, device: str, scheme: str) -> Path:
        """Return where its picture is kept."""
        return FOLDER / f"{self.name}-{device}-{scheme}.webp"


DEVICES = {"phone": (390, 844), "desk": (1280, 900)}
SCHEMES = ("light", "dark")


def _public(name: str, path: str) -> Page:
    return Page(name, path, Eyes.VISITOR)


# Two links of the made diary, one of them with a passcode
SHARED = Page("shared", "/s/for-a-clinician/", Eyes.READER)
LOCKED = Page("shared-locked", "/s/with-a-passcode/", Eyes.READER)

PAGES = (
    _public("front", "/"),
    _public("sign-up", "/accounts/signup/"),
    _public("log-in", "/accounts/login/"),
    _public("account-closed", "/accounts/inactive/"),
    _public("password-forgotten", "/accounts/password/reset/"),
    _public("password-mail-sent", "/accounts/password/reset/done/"),
    _public("password-link-used-up", "/accounts/password/reset/key/1-none/"),
    _public("password-is-set", "/accounts/password/reset/key/done/"),
    _public("confirm-address", "/accounts/confirm-email/none/"),
    _public("rules", "/rules/"),
    _public("rule", "/rules/ciprofloxacin/"),
    _public("medicines", "/medicines/"),
    _public("how-we-count", "/how-we-count/"),
    _public("forms-of-magnesium", "/forms/"),
    _public("appearance", "/appearance/"),
    _public("offline", "/offline/"),
    Page("not-found", "/nowhere/", Eyes.VISITOR, is_there=False),
    Page("demo", "/day/", Eyes.DEMO),
    Page("demo-trends", "/trends/", Eyes.DEMO),
    Page("demo-answer", "/does-it-help/", Eyes.DEMO),
    Page("today", "/day/"),
    Page("day", f"/day/{DAY}/"),
    Page("empty-day", "/day/2026-01-01/"),
    Page("calendar", f"/calendar/{DAY[:7]}/"),
    Page("this-month", "/calendar/"),
    Page("trends", "/trends/?from=2025-08-20&to=2025-12-10"),
    Page("report", "/report/?from=2026-05-01&to=2026-06-30"),
    Page("demo-report", "/report/?span=90", Eyes.DEMO),
    Page("archive", "/archive/"),
    Page("demo-archive", "/archive/", Eyes.DEMO),
    Page("entries", "/entries/"),
    Page("entries-filter", "/entries/filter/"),
    Page("does-it-help", "/does-it-help/", Eyes.DEMO),
    Page("does-it-help-asked", "/does-it-help/asked/question/"),
    Page("does-it-help-ask", "/does-it-help/ask/"),
    Page("does-it-help-others", "/does-it-help/others/", Eyes.DEMO),
    Page("does-it-help-logging", "/does-it-help/logging/"),
    Page("before-after", "/does-it-help/before-after/", Eyes.DEMO),
    Page("before-after-a-day", f"/does-it-help/before-after/{DAY}/"),
    Page("log", "/log/"),
    Page("log-magnesium", "/log/intake/"),
    Page("log-meal", "/log/meal/"),
    Page("log-symptom", "/log/symptom/"),
    Page("check-in", "/check-in/"),
    Page("symptoms-followed", "/check-in/symptoms/"),
    Page("own-symptom", "/check-in/symptoms/own/heavy-legs/"),
    Page("edit-intake", "/entry/intake/magnesium/"),
    Page("edit-meal", "/entry/meal/lunch/"),
    Page("edit-score", "/entry/score/pain/"),
    Page("entry-history", "/entry/intake/magnesium/history/"),
    Page("tolerance", "/entry/intake/magnesium/tolerance/"),
    Page("experiments", "/experiments/"),
    Page("new-experiment", "/experiments/new/"),
    Page("experiment", "/experiments/autumn/"),
    Page("experiment-report", "/experiments/autumn/report/"),
    Page("shares", "/shares/"),
    Page("share-new", "/shares/new/"),
    SHARED,
    LOCKED,
    Page("shelf", "/shelf/"),
    Page("new-product", "/shelf/new/"),
    Page("product", "/shelf/glycinate/"),
    Page("favourites", "/favourites/"),
    Page("new-favourite", "/favourites/new/"),
    Page("favourite", "/favourites/morning/"),
    Page("profile", "/profile/"),
    Page("profile-kidneys", "/profile/kidney/"),
    Page("profile-medicines", "/profile/medicines/"),
    Page("more", "/more/"),
    Page("account", "/accounts/"),
    Page("is-it-you", "/accounts/again/"),
    Page("is-it-you-code", "/accounts/again/code/"),
    Page("is-it-you-passkey", "/accounts/again/passkey/"),
    Page("passkey-add", "/accounts/passkeys/add/"),
    Page("passkey-rename", f"/accounts/passkeys/{PASSKEY}/rename/"),
    Page("passkey-remove", f"/accounts/passkeys/{PASSKEY}/remove/"),
    Page("app-codes-add", "/accounts/app-codes/add/"),
    Page("recovery-codes", "/accounts/recovery-codes/"),
    Page("recovery-codes-new", "/accounts/recovery-codes/new/"),
    Page("password-change", "/accounts/password/change/"),
    Page("account-delete", "/accounts/delete/"),
    Page("account-leaving", "/accounts/leaving/", Eyes.LEAVING),
    Page("log-out", "/accounts/logout/"),
)

NO_PAGES = frozenset(
    {
        # Answer a POST, and then lead to a page or are a part of one
        "account_device_known",
        "account_set_password",
        "account_stay",
        "begin_passkey_log_in",
        "end_device",
        "end_other_devices",
        "mfa_login_webauthn",
        "tracker:archive_file",
        "tracker:bring_in",
        "tracker:check_in_add_own",
        "tracker:check_in_same",
        "tracker:choose_archive",
        "tracker:choose_for_report",
        "tracker:count_stock",
        "tracker:cover_sheet",
        "tracker:delete_entry",
        "tracker:delete_favourite",
        "tracker:delete_product",
        "tracker:demo",
        "tracker:drop_experiment",
        "tracker:end_share",
        "tracker:first_question",
        "tracker:forget_share",
        "tracker:helps_say",
        "tracker:helps_withdraw",
        "tracker:leave_demo",
        "tracker:log_again",
        "tracker:log_no_symptoms",
        "tracker:log_none",
        "tracker:mark_flag",
        "tracker:meal_foods",
        "tracker:preview_intake",
        "tracker:preview_product",
        "tracker:profile_remove",
        "tracker:profile_stop_medicine",
        "tracker:profile_undo",
        "tracker:put_away",
        "tracker:shared_file",
        "tracker:report_file",
        "tracker:skip_dose",
        "tracker:stop_experiment",
        "tracker:undo",
        "tracker:undo_experiment",
        # After a password, and for who has an app: see tests/browser/test_passkeys.py
        "mfa_authenticate",
        "mfa_deactivate_totp",
        # Read by browsers, not by people
        "csp_report",
        "tracker:favicon",
        "tracker:health_file",
        "tracker:health_link",
        "tracker:manifest",
        "tracker:service_worker",
    }
)


def is_wanted(file: Path) -> bool:
    """Return whether a picture is to be taken: it is missing, or all are asked for."""
    return not file.exists() or bool(os.environ.get("SCREENSHOTS"))
