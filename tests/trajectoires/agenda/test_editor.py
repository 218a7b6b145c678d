"""A coordinator in the editor: a draft on the third Thursday, then a publication."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse

from harness import agenda_rows as rows
from harness.client import ScanningClient
from trajectoires.agenda.domain import drafting
from trajectoires.agenda.domain.third_thursday import next_third_thursday
from trajectoires.agenda.models import Letter, Webinar
from trajectoires.agenda.paris import today


@pytest.fixture
def editor(client: ScanningClient, db: None) -> ScanningClient:
    """Somebody who may do everything in the editor."""
    client.force_login(
        User.objects.create_superuser("coordinatrice", "c@exemple.org", "un mot de passe long")
    )
    return client


def _address(model: type, action: str, *arguments: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(action), args=arguments)  # type: ignore[attr-defined]


def _filled(**fields: str) -> dict[str, str]:
    parts = {
        f"{part}_{field}": ""
        for part in ("eclairage", "temoignage", "questions", "ressources")
        for field in ("title", "speaker")
    }
    blank = {
        "title": "", "when": "", "cycle": "", "number": "", "summary": "", "registration_url": "",
        "replay_url": "", "transcript": "null", "resources": "null", "note": "", "source": "",
        "go_live_at": "", "expire_at": "",
    }  # fmt: skip
    return (
        blank
        | parts
        | {"key": "web-2031-03-20", "day": "2031-03-20", "starts": "13:00", "ends": "14:30"}
        | fields
    )


def test_the_form_opens_on_the_next_third_thursday_and_stores_nothing(editor: ScanningClient) -> None:
    from django.utils import timezone

    before = Webinar.objects.count()
    html = editor.get(_address(Webinar, "add")).content.decode()
    expected = next_third_thursday(after=today(timezone.now()))
    assert f'value="{expected.isoformat()}"' in html
    assert f'value="web-{expected.isoformat()}"' in html
    assert 'value="13:00"' in html and 'value="14:30"' in html
    assert Webinar.objects.count() == before


def test_the_rule_skips_days_that_are_taken_even_by_a_draft(db: None) -> None:
    now = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
    assert drafting.next_webinar(now=now).day == dt.date(2026, 12, 17)
    rows.webinar(day=dt.date(2026, 12, 17), published=False, cycle="Cycle en cours")
    proposed = drafting.next_webinar(now=now)
    assert (proposed.day, proposed.cycle, proposed.live) == (dt.date(2027, 1, 21), "Cycle en cours", False)


def test_saved_as_a_draft_then_published(editor: ScanningClient, client: ScanningClient) -> None:
    answer = editor.post(_address(Webinar, "add"), _filled(title="Le prix libre"))
    assert answer.status_code == 302
    made = Webinar.objects.get(key="web-2031-03-20")
    assert (made.live, made.starts) == (False, dt.time(13))
    assert "Le prix libre" not in ScanningClient().get("/s-informer/webinaires/").content.decode()
    answer = editor.post(
        _address(Webinar, "edit", made.pk), _filled(title="Le prix libre", **{"action-publish": "1"})
    )
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.live and made.first_published_at is not None
    assert "Le prix libre" in ScanningClient().get("/s-informer/webinaires/").content.decode()


def test_a_letter_is_written_and_published(editor: ScanningClient) -> None:
    filled = {
        "key": "lettre-1", "number": "1", "date": "2026-11-26", "title": "La première",
        "go_live_at": "", "expire_at": "", "action-publish": "1",
        "items-count": "1", "items-0-deleted": "", "items-0-order": "0", "items-0-type": "item",
        "items-0-id": "",
        "items-0-value-title": "Une idée", "items-0-value-text": "Son texte.", "items-0-value-link": "",
        "items-0-value-levers": ["FI3b", "RH3"],
    }  # fmt: skip
    answer = editor.post(_address(Letter, "add"), filled)
    assert answer.status_code == 302
    made = Letter.objects.get(key="lettre-1")
    assert made.live
    assert made.news == [
        {"title": "Une idée", "paragraphs": ["Son texte."], "link": "", "levers": ["FI3b", "RH3"]}
    ]


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"day": None}, "day"),
        ({"starts": None}, "starts"),
        ({"ends": dt.time(12)}, "ends"),
        ({"key": "Avec Espace"}, "key"),
        ({"registration_url": "javascript:alert(1)"}, "registration_url"),
    ],
)
def test_what_does_not_hold_together_is_refused_at_its_place(db: None, fields: Any, faulty: str) -> None:
    with pytest.raises(ValidationError) as refused:
        rows.webinar(**{"key": "essai"} | fields)
    assert set(refused.value.message_dict) == {faulty}


def test_previews_are_the_public_pages_and_are_never_kept(editor: ScanningClient) -> None:
    made = rows.webinar(title="Encore un brouillon", published=False)
    # The home page is kept ready: a preview must not be answered with it.
    ScanningClient().get("/")
    address = _address(Webinar, "preview_on_edit", made.pk)
    assert editor.post(address, _filled(title="Aperçu du titre")).json()["is_valid"]
    html = editor.get(address).content.decode()
    assert "Aperçu du titre" in html and "<h1" in html
    assert "Aperçu du titre" not in ScanningClient().get("/").content.decode()


def test_lists_of_the_editor_open(editor: ScanningClient) -> None:
    rows.letter(published=False)
    for model in (Webinar, Letter, rows.Dossier):
        assert editor.get(_address(model, "list")).status_code == 200
        assert editor.get(_address(model, "add")).status_code == 200
        made = model.objects.first()
        assert editor.get(_address(model, "edit", made.pk)).status_code == 200
        assert editor.get(_address(model, "history", made.pk)).status_code == 200
