"""The rubric of docs/pathway.md, on the real pages: what of it a machine can read."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from equilibre.pathway.planning import plan
from harness.portraits import PORTRAITS, START, as_markdown
from trajectoires.pathways.domain.catalogue import catalogue

PLANS = "Départ le 4 janvier 2027, sur les pages livrées.\n\n"


def test_twelve_portraits_answer_the_rubric(db: None) -> None:
    assert len(PORTRAITS) == 12
    plans = {name: plan(who, catalogue()) for name, who in PORTRAITS.items()}
    for name, made in plans.items():
        who = PORTRAITS[name]
        assert len(made.steps) >= 2, name
        # 1. The first step begins this week, or at the rhythm of months within two weeks.
        wait = 14 if who.pace == "mois" else 7
        assert made.steps[0].due - START <= dt.timedelta(days=wait), name
        # 2. Most reasons speak of this person: something said or measured, not the audience alone.
        personal = [step for step in made.steps if step.reasons[0].code not in ("public", "duree")]
        assert len(personal) * 3 >= len(made.steps) * 2, name
        # 3. Nothing is there twice, and no list of links stands for a step.
        assert len({step.item.key for step in made.steps}) == len(made.steps), name
        # 4. It fits the time and the date that were said.
        assert who.deadline is None or made.steps[-1].due <= who.deadline, name
        # 5. There is something to do: a kit, a sheet, a tool or a path, not only pages to read.
        if who.objective not in ("comprendre", "s_informer"):
            assert {step.item.kind for step in made.steps} & {"kit", "sheet", "tool", "path", "step"}, name
    first = [made.steps[0].item.key for made in plans.values()]
    assert len(set(first)) >= 8, "different people begin differently"


@pytest.mark.parametrize("code", ["plan_de_tresorerie", "compter_les_heures"])
def test_a_called_action_brings_its_sheet(db: None, code: str) -> None:
    sheets = {item.key for item in catalogue() if code in item.actions}
    for name, who in PORTRAITS.items():
        if code in who.actions:
            assert sheets & {step.item.key for step in plan(who, catalogue()).steps}, name


def test_the_document_prints_the_plans_of_today(db: None) -> None:
    """Red? Run it with ``TRAJECTOIRES_REWRITE=1``, then read again « Notre lecture » above the plans."""
    document = Path(__file__).parents[3] / "docs" / "pathway.md"
    head, mark, printed = document.read_text(encoding="utf-8").partition(PLANS)
    told = as_markdown(catalogue())
    if os.environ.get("TRAJECTOIRES_REWRITE"):
        document.write_text(head + mark + told, encoding="utf-8")
    assert mark and printed == told
