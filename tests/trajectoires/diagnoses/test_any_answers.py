"""Whatever is answered, left blank, unknown or not concerned: a page, a plan to start, three documents."""

from __future__ import annotations

import random

import pytest

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import LENGTHS, VARIANTS, Answers, Length, Variant
from equilibre.diagnosis.visibility import asked_at_most
from harness.client import ScanningClient
from harness.diagnoses import open_diagnosis
from trajectoires.diagnoses.domain import storage
from trajectoires.diagnoses.models import FrozenQuestionnaire

ROUNDS = 3
KINDS = ("pdf", "pptx", "xlsx")


def drawn(dice: random.Random, variant: Variant, length: Length) -> Answers:
    """Answers at random; how many are left blank, unknown or not concerned is drawn too."""
    choices = [
        *dice.sample([0, 1, 2, 3], dice.randint(1, 4)),
        *dice.sample(["nsp", "nc"], dice.randint(0, 2)),
    ]
    blank = dice.random()
    return {
        one.key: dice.choice(choices)  # type: ignore[misc]
        for one in asked_at_most(bank.load(), variant, length)
        if dice.random() >= blank
    }


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_page_answers(client: ScanningClient, db: None, variant: Variant, length: Length) -> None:
    dice = random.Random(f"{variant} {length}")
    for _ in range(ROUNDS):
        opened = open_diagnosis(drawn(dice, variant, length), variant=variant, length=length)
        # A flash is too short to be shared out.
        shared_out = () if length == "flash" else ("parts",)
        for name in ("result", "again", *shared_out):
            assert client.get(opened.url(name)).status_code == 200
        assert client.get(opened.url("questions", 1)).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_document_is_made(client: ScanningClient, db: None, variant: Variant, kind: str) -> None:
    dice = random.Random(f"{variant} {kind}")
    opened = open_diagnosis(drawn(dice, variant, "complet"), variant=variant, length="complet")
    answer = client.get(opened.url("document", kind))
    assert answer.status_code == 200
    assert answer.content[:4] == (b"%PDF" if kind == "pdf" else b"PK\x03\x04")


def test_a_saved_diagnosis_keeps_its_words_when_the_bank_moves_on(
    client: ScanningClient, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = bank.load()
    asked = asked_at_most(shipped, "employeuse", "flash")
    opened = open_diagnosis({asked[0].key: 0, asked[1].key: 3}, length="flash")
    before = opened.now.result
    later = shipped.__class__(
        **{
            **{name: getattr(shipped, name) for name in shipped.__struct_fields__},
            "version": "9999.1",
            "questions": tuple(one for one in shipped.questions if one.key != asked[0].key),
        }
    )
    monkeypatch.setattr(bank, "load", lambda: later)
    assert opened.now.result == before
    assert asked[0].fragility.title in client.get(opened.url()).content.decode()
    new = storage.create(saved=opened.now.saved)
    assert new.diagnosis.questionnaire.version == "9999.1"
    assert FrozenQuestionnaire.objects.count() == 2
