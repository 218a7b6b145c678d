"""A small content folder written by a test, and pages found on the site."""

from __future__ import annotations

from pathlib import Path

from trajectoires.pages.models import ContentPage

FRONT = """---
title: {title}
kind: {kind}
summary: Vous saurez lire cette page d’essai.
order: 10
audience: [porteur]
objective: [comprendre]
maturity: [initier]
duration: 5
format: fiche
medoc: [methode]
pillar: [financement]
levers: [FI1a]
keywords: [essai]
questions: [à quoi sert cet essai]
sources:
  - {{key: plateforme, status: convention, note: "l’essai"}}
author: Rédaction de Trajectoires
reviewed: 2026-01-01
next_review: 2027-01-01
---

{body}
"""
SOURCES = """- key: plateforme
  title: Convention de la plateforme
  author: Trajectoires
  year: 2026
  url: ""
  checked: 2026-11-26
"""


def write(
    root: Path, address: str, *, body: str = "Bonjour.", title: str = "Un essai", kind: str = "article"
) -> Path:
    """A page file under ``root`` (a content folder), with the one source it cites."""
    sources = root / "data" / "sources" / "base.yaml"
    sources.parent.mkdir(parents=True, exist_ok=True)
    sources.write_text(SOURCES, encoding="utf-8")
    path = root / "pages" / f"{address.strip('/')}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FRONT.format(title=title, kind=kind, body=body), encoding="utf-8")
    return path


def page_at(address: str) -> ContentPage:
    """The page at an address, live or not, as its own type."""
    return ContentPage.objects.get(url_path=f"/accueil{address}").specific
