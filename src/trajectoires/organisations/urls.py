"""Addresses of the capability: everything is in the address, nothing in the session. Two tabs never mix."""

from __future__ import annotations

from django.urls import path

from trajectoires.organisations.views import holdings, invitations, life, members, sharing, spaces

app_name = "organisations"

urlpatterns = [
    path("espaces/", spaces.spaces, name="spaces"),
    path("espaces/nouveau/", spaces.create, name="create"),
    path("espaces/droits/", spaces.rights, name="rights"),
    path("espaces/garder/", holdings.keep_link, name="keep_link"),
    path("espaces/invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("espaces/partage-propose/<str:token>/", invitations.share, name="proposed_share"),
    path("espaces/partages/<int:number>/rendre/", sharing.give_up, name="give_up"),
    path("espaces/<slug:slug>/", spaces.home, name="home"),
    path("espaces/<slug:slug>/identite/", spaces.identity, name="identity"),
    path("espaces/<slug:slug>/journal/", spaces.journal, name="journal"),
    path("espaces/<slug:slug>/garder/", holdings.keep, name="keep"),
    path("espaces/<slug:slug>/copies/<int:number>/", holdings.copy, name="copy"),
    path("espaces/<slug:slug>/copies/<int:number>/effacer/", holdings.drop, name="drop"),
    path("espaces/<slug:slug>/personnes/", members.members, name="members"),
    path("espaces/<slug:slug>/personnes/changer/", members.change_member, name="change_member"),
    path("espaces/<slug:slug>/quitter/", members.leave, name="leave"),
    path("espaces/<slug:slug>/passation/", members.hand_on, name="hand_on"),
    path("espaces/<slug:slug>/qui-voit-quoi/", sharing.who_sees, name="who_sees"),
    path("espaces/<slug:slug>/partager/", sharing.share, name="share"),
    path("espaces/<slug:slug>/partages/retirer/", sharing.withdraw, name="withdraw"),
    path("espaces/<slug:slug>/partage/", sharing.shared_space, name="shared_space"),
    path("espaces/<slug:slug>/emporter/", life.export, name="export"),
    path("espaces/<slug:slug>/effacer/", life.erase, name="erase"),
]
