"""A session shown before the tool remembered what the room had seen."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.db import connection

from harness.sessions import hold
from trajectoires.facilitation.domain import rounds
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.models import Round

MIGRATION = importlib.import_module("trajectoires.facilitation.migrations.0006_seen_before")
ONE = {"answered": 1, "abstained": 0, "talk": 0, "counts": {}, "texts": ["la paie"]}


def test_no_lone_ballot_joins_what_was_already_shown(db: None) -> None:
    held = hold()
    phones = [held.phone() for _ in range(5)]
    put = held.put("phrase")
    for phone in phones:
        phone.says(put, texts=["le local"])
    held.close(put, show=True)
    Round.objects.update(seen=False)
    MIGRATION.note_seen(apps, connection.schema_editor())
    assert Round.objects.get().seen
    with pytest.raises(RefusedError, match="La salle a déjà vu"):
        rounds.count_paper(session=held.session, round_id=put.pk, raw=ONE)
