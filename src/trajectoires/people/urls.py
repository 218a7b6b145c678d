"""Addresses of accounts. Two of them have the names by which allauth sends people there."""

from __future__ import annotations

from django.urls import include, path

from trajectoires.people.views import account, signing_in

own = [
    path("", account.account, name="account"),
    path("deconnexion/", signing_in.sign_out, name="sign_out"),
]
urlpatterns = [
    path("compte/connexion/", signing_in.sign_in, name="account_login"),
    path("compte/connexion/code/", signing_in.code, name="account_confirm_login_code"),
    path("compte/", include((own, "people"))),
]
