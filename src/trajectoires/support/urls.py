"""Addresses of the capability: its pages are the editorial site's, only the file is here."""

from __future__ import annotations

from django.urls import path

from trajectoires.support.views import calendar

app_name = "support"

urlpatterns = [
    path("accompagner/calendrier.ics", calendar.calendar, name="calendar"),
]
