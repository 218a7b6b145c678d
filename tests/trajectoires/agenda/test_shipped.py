"""What ships: the past is public, the unknown stays unknown, an editor is never overwritten."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from trajectoires.agenda.domain import shipped
from trajectoires.agenda.models import Dossier, Webinar
from trajectoires.pages.content.shipped import Shipped
from trajectoires.pages.domain import loading

FUTURE = {
    "key": "web-2099-01-15",
    "title": "Trop tôt",
    "date": "2099-01-15",
    "start": "13:00",
    "end": "14:30",
}


def _load(kind: str, rows: list[dict[str, Any]]) -> loading.Report:
    given = Shipped(Path())
    getattr(given, {"webinaire": "webinars", "dossier": "dossiers"}[kind]).update(
        {row["key"]: row for row in rows}
    )
    report = loading.Report()
    (collection,) = (one for one in loading.collections() if one.kind == kind)
    loading.load_collection(collection, given, report)
    return report


def test_what_ships_is_public_and_was_published_in_its_time(db: None) -> None:
    first = Webinar.objects.get(key="web-2020-10-22")
    assert first.live and first.title == "Un modèle au service de quoi\u202f?"
    assert first.first_published_at is not None and first.first_published_at.year == 2020
    assert (first.starts, first.number) == (None, 1)
    assert 'href="https://www.lerameau.fr/36814-2/"' in first.resources
    full = Webinar.objects.get(key="web-2024-04-18")
    assert (full.starts, full.ends) == (dt.time(13), dt.time(14, 30))
    assert full.temoignage_title and "Fondation de Lille" in full.temoignage_speaker
    assert full.source is not None
    assert not Webinar.objects.filter(day__gt=dt.date(2026, 11, 26)).exists()
    assert Dossier.objects.get(key="ja-dossier-2015").title == ""
    assert Dossier.objects.filter(live=True).count() == 13


def test_what_ships_with_a_day_to_come_is_a_draft_for_ever(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    _load("webinaire", [FUTURE])
    assert Webinar.objects.get(key=FUTURE["key"]).live is False
    # Its day passes, its file changes: it is updated, and still a draft.
    monkeypatch.setattr(shipped, "today", lambda now: dt.date(2100, 1, 1))
    report = _load("webinaire", [FUTURE | {"title": "Toujours pas annoncé"}])
    stored = Webinar.objects.get(key=FUTURE["key"])
    assert (report.updated, stored.title, stored.live) == (1, "Toujours pas annoncé", False)


def test_loading_twice_changes_nothing_and_an_editor_is_left_alone(db: None) -> None:
    row = {"key": "web-2021-01-21", "title": "Livré", "date": "2021-01-21"}
    _load("webinaire", [row])
    assert _load("webinaire", [row]).unchanged == 1
    made = Webinar.objects.get(key=row["key"])
    made.title = "Corrigé par une coordinatrice"
    made.save_revision().publish()
    report = _load("webinaire", [row | {"title": "Livré de nouveau"}])
    assert Webinar.objects.get(key=row["key"]).title == "Corrigé par une coordinatrice"
    assert report.left == [f"webinaire « {row['key']} » : changé ici, laissé tel quel"]
    Webinar.objects.get(key=row["key"]).unpublish()
    _load("webinaire", [row])
    assert Webinar.objects.get(key=row["key"]).live is False


@pytest.mark.parametrize(
    ("date", "day", "when"),
    [
        ("2024-04-18", dt.date(2024, 4, 18), ""),
        (dt.date(2024, 4, 18), dt.date(2024, 4, 18), ""),
        ("2025-02", None, "février\u00a02025"),
        ("au printemps 2021", None, "au printemps 2021"),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_a_date_may_be_a_day_a_month_or_unknown(db: None, date: Any, day: dt.date | None, when: str) -> None:
    values = shipped.webinar_values("sans-mois", {"date": date})
    assert (values["day"], values["when"]) == (day, when)


@pytest.mark.parametrize(
    ("read", "hour"), [("13:00", dt.time(13)), ("14h30", dt.time(14, 30)), (810, dt.time(13, 30)), ("", None)]
)
def test_hours_as_yaml_reads_them(db: None, read: Any, hour: dt.time | None) -> None:
    assert shipped.webinar_values("x", {"date": "2024-04-18", "start": read})["starts"] == hour


def test_two_testimonies_share_their_line(db: None) -> None:
    parts = [
        {"kind": "temoignage", "title": one, "speaker_organisation": f"Asso {one}"} for one in ("A", "B")
    ]
    values = shipped.webinar_values("x", {"parts": parts})
    assert (values["temoignage_title"], values["temoignage_speaker"]) == (
        "A\u202f; B",
        "Asso A\u202f; Asso B",
    )


def test_resources_are_escaped() -> None:
    html = shipped.resources_html(
        [{"title": "<b>Guide</b>", "url": "https://exemple.org/?a=1&b=2"}, "Un livre"]
    )
    guide = '<a href="https://exemple.org/?a=1&amp;b=2">&lt;b&gt;Guide&lt;/b&gt;</a>'
    assert html == f"<ul><li>{guide}</li><li>Un livre</li></ul>"
