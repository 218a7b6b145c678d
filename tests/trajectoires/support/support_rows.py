"""Rows of the library, the directory and the calendar, with round values."""

from __future__ import annotations

from typing import Any

from trajectoires.support.models import Obligation, Referent, Resource


def resource(key: str, **given: Any) -> Resource:
    """A resource that was read, free, a method on funding."""
    values = {
        "title": f"Guide {key}",
        "publisher": "Éditeur",
        "year": "2024",
        "url": f"https://exemple.org/{key}",
        "kind": "methode",
        "format": "fiche",
        "audience": ["porteur"],
        "pillar": ["financement"],
        "levers": ["FI1a"],
        "annotation": "Utile au trésorier.",
        "status": "verifie",
        "duration": 10,
    }
    return Resource.objects.create(key=key, **(values | given))


def referent(key: str, **given: Any) -> Referent:
    """A regional organisation of Brittany."""
    values = {
        "name": f"Organisme {key}",
        "scope": "regional",
        "regions": ["bretagne"],
        "specialities": ["dla"],
        "audience": ["porteur"],
        "url": f"https://exemple.org/{key}",
        "description": "Elle accompagne.",
        "source_key": "plateforme",
    }
    return Referent.objects.create(key=key, **(values | given))


def obligation(key: str, **given: Any) -> Obligation:
    """The fifteenth of June, for everybody."""
    values = {
        "title": f"Obligation {key}",
        "rule": "fixed",
        "month": 6,
        "day": 15,
        "who": "toutes les associations",
        "what": "La faire.",
        "source_key": "plateforme",
        "status": "convention",
    }
    return Obligation.objects.create(key=key, **(values | given))
