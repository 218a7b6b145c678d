"""Addresses of the editorial site. The tree of pages comes last, in ``config.urls``."""

from __future__ import annotations

from django.urls import path

from trajectoires.pages.views import proposing, searching, serving

app_name = "pages"

urlpatterns = [
    path("sitemap.xml", serving.sitemap, name="sitemap"),
    path("recherche/", searching.search, name="search"),
    path("recherche/suggestions", searching.suggestions, name="suggestions"),
    path("proposer/envoi/", proposing.send, name="propose"),
    path("proposer/recue/", proposing.proposed, name="proposed"),
]
