"""The capability as Django knows it."""

from django.apps import AppConfig


class QualificationConfig(AppConfig):
    """Accounts in, « voici votre modèle » out."""

    name = "trajectoires.qualification"
    label = "qualification"
    verbose_name = "Qualification"
