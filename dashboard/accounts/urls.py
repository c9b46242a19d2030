"""The pages of one's own account; allauth's others (sign-up, e-mail addresses) are left out."""

from allauth.account import views
from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path, re_path

from . import views as own

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", own.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        own.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
if apps.is_installed("allauth.socialaccount"):
    # These views can be imported only where single sign-on is installed.
    from allauth.socialaccount import views as single_sign_on

    urlpatterns += [
        path(
            "oidc/cancelled/",
            single_sign_on.login_cancelled,
            name="socialaccount_login_cancelled",
        ),
        path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]
