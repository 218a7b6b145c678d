"""Addresses of accounts. Those of signing in have the names by which allauth sends people there."""

from __future__ import annotations

from django.urls import include, path

from trajectoires.people.views import account, life, provider, second_code, signing_in

own = [
    path("", account.account, name="account"),
    path("appareils/", account.browsers, name="devices"),
    path("adresse/", account.address, name="address"),
    path("adresse/code/", account.address_code, name="address_code"),
    path("second-code/", second_code.settings, name="second_code"),
    path("mes-donnees/", life.my_data, name="my_data"),
    path("effacer/", life.erase, name="erase"),
    path("deconnexion/", signing_in.sign_out, name="sign_out"),
]
urlpatterns = [
    path("compte/connexion/", signing_in.sign_in, name="account_login"),
    path("compte/connexion/code/", signing_in.code, name="account_confirm_login_code"),
    path("compte/connexion/second-code/", second_code.ask, name="mfa_authenticate"),
    path("compte/connexion/par/<slug:provider_id>/", provider.leave, name="openid_connect_login"),
    path("compte/connexion/par/<slug:provider_id>/retour/", provider.back, name="openid_connect_callback"),
    path("compte/", include((own, "people"))),
]
