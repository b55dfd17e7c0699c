"""The addresses of the accounts, under allauth's names: only the pages that this site offers.

Left out: e-mail management, phone, codes by mail, social log-ins. What changes the ways in asks
first who is there.
"""

from allauth.account import views as allauth
from django.urls import path, re_path

from mgapp.accounts.again import recently_authenticated
from mgapp.accounts.password.views import (
    LogIn,
    LogOut,
    PasswordAgain,
    PasswordChange,
    PasswordSet,
    SignUp,
    password_reset,
)
from mgapp.accounts.second_factor.later import second_factor_view
from tracker.views.later import Later


def view(place: str) -> Later:
    """Return the view at `place` in this folder, which is imported when it is asked for."""
    return Later(f"mgapp.accounts.{place}")


CHANGES_OF_SECOND_FACTORS = (
    ("passkeys/add/", "add_passkey", "mfa_add_webauthn"),
    ("passkeys/<int:pk>/rename/", "rename_passkey", "mfa_edit_webauthn"),
    ("passkeys/<int:pk>/remove/", "remove_passkey", "mfa_remove_webauthn"),
    ("app-codes/add/", "add_app_codes", "mfa_activate_totp"),
    ("app-codes/remove/", "remove_app_codes", "mfa_deactivate_totp"),
    ("recovery-codes/", "recovery_codes_once", "mfa_view_recovery_codes"),
    ("recovery-codes/new/", "new_recovery_codes", "mfa_generate_recovery_codes"),
)
"""Address, view and allauth's name of the pages that show or change a second factor."""

urlpatterns = [
    path("", view("account_page.account"), name="account"),
    path("devices/<int:pk>/end/", view("devices.views.end_device"), name="end_device"),
    path("devices/end-others/", view("devices.views.end_other_devices"), name="end_other_devices"),
    path(
        "devices/<int:key>/known/", view("devices.views.device_known"), name="account_device_known"
    ),
    path("delete/", view("leaving.views.delete_account"), name="account_delete"),
    path("leaving/", view("leaving.views.leaving_page"), name="account_leaving"),
    path("leaving/stay/", view("leaving.views.stay"), name="account_stay"),
    path("signup/", SignUp.as_view(), name="account_signup"),
    path("login/", LogIn.as_view(), name="account_login"),
    path("logout/", LogOut.as_view(), name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("login/second-step/", second_factor_view("second_step"), name="mfa_authenticate"),
    path("login/passkey/", second_factor_view("passkey_log_in"), name="mfa_login_webauthn"),
    path(
        "login/passkey/begin/",
        second_factor_view("begin_passkey_log_in"),
        name="begin_passkey_log_in",
    ),
    path("again/", PasswordAgain.as_view(), name="account_reauthenticate"),
    path("again/code/", second_factor_view("code_again"), name="mfa_reauthenticate"),
    path("again/passkey/", second_factor_view("passkey_again"), name="mfa_reauthenticate_webauthn"),
    *(
        path(address, recently_authenticated(second_factor_view(view)), name=name)
        for address, view, name in CHANGES_OF_SECOND_FACTORS
    ),
    path("password/change/", PasswordChange.as_view(), name="account_change_password"),
    path(
        "password/set/",
        recently_authenticated(PasswordSet.as_view()),
        name="account_set_password",
    ),
    path("password/reset/", password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"
    ),
]
