"""Addresses of the capability. Its lists and its form are tools of pages of the tree."""

from __future__ import annotations

from django.urls import path

from trajectoires.agenda.interfaces.feeds import FEEDS
from trajectoires.agenda.views import feeds, reading, subscription

app_name = "agenda"

urlpatterns = [
    path("s-informer/webinaires.ics", feeds.calendar, name="calendar"),
    path("s-informer/webinaires/<slug:key>.ics", feeds.event, name="event"),
    path("s-informer/webinaires/<slug:key>/", reading.webinar, name="webinar"),
    path("s-informer/lettres/<slug:key>/", reading.letter, name="letter"),
    *(
        path(feed.address.removeprefix("/"), feeds.atom, {"name": name}, name=name)
        for name, feed in FEEDS.items()
    ),
    path("s-informer/abonnement/demande/", subscription.ask, name="ask"),
    path("s-informer/abonnement/demande/recue/", subscription.asked, name="asked"),
    path("s-informer/abonnement/confirmer/<str:token>/", subscription.confirm, name="confirm"),
    path("s-informer/abonnement/choix/<str:token>/", subscription.preferences, name="preferences"),
    path("s-informer/abonnement/arreter/<str:token>/", subscription.unsubscribe, name="unsubscribe"),
]
