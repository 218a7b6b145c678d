"""Addresses of the editorial site. The tree of pages comes last, in ``config.urls``."""

from __future__ import annotations

from django.urls import path

from trajectoires.pages.views import serving

app_name = "pages"

urlpatterns = [
    path("sitemap.xml", serving.sitemap, name="sitemap"),
]
