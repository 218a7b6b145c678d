"""The look: base templates, components, static files, template tags."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """No model here: only what every page shares."""

    name = "trajectoires.ui"
    label = "ui"
