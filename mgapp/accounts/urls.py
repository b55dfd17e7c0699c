"""The addresses of the accounts, under allauth's names: only the pages that this site offers.

Left out: e-mail management, phone, codes, reauthentication, social log-ins.
"""

from allauth.account import views as allauth
from django.urls import path, re_path

from mgapp.accounts.views import LogOut, SignUp, password_reset

urlpatterns = [
    path("signup/", SignUp.as_view(), name="account_signup"),
    path("login/", allauth.login, name="account_login"),
    path("logout/", LogOut.as_view(), name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
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
