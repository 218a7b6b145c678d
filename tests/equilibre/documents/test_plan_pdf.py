"""The path on paper: a box, a date and a reason for each step, on one side when it can."""

from __future__ import annotations

import datetime as dt
import io

import pypdf

from equilibre.documents.plan_pdf import plan_pdf
from equilibre.pathway.plans import Item, Plan, Reason, Step, Traveller

ON = dt.date(2026, 11, 26)


def plan(count: int) -> Plan:
    """A plan of this many weekly steps."""
    start = dt.date(2026, 12, 1)
    steps = tuple(
        Step(
            item=Item(
                key=f"/accompagner/fiches/fiche-{rank}/", title=f"Poser un tableau de trésorerie n° {rank}"
            ),
            rank=rank,
            due=start + dt.timedelta(weeks=rank),
            minutes=20 + 35 * (rank % 3),
            reasons=(
                Reason(
                    code="fragility", text="Vos réponses disent que la trésorerie se regarde au jour le jour."
                ),
            ),
            together=rank % 3 == 2,
        )
        for rank in range(count)
    )
    return Plan(
        traveller=Traveller(
            audience="gouvernance", variant="petite", objective="equilibrer", pace="4h", start=start,
            company="binome",
        ),
        steps=steps,
        left_out=(),
        minutes=240,
        sentence="Six étapes en 4\u00a0h, jusqu’à votre assemblée générale du 12\u00a0mars\u00a02027.",
        notes=("La date est proche\u00a0: deux étapes ont été laissées de côté.",) if count else (),
    )  # fmt: skip


def pages(count: int) -> list[str]:
    made = plan_pdf(plan(count), on=ON, address="https://trajectoires.example.org/")
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
    return [
        " ".join(page.extract_text().replace("\u00a0", " ").replace("\u202f", " ").split())
        for page in reader.pages
    ]


def test_steps_are_dated_explained_and_addressed_on_one_side() -> None:
    (page,) = pages(8)
    assert "Six étapes en 4 h" in page and "deux étapes ont été laissées de côté" in page
    assert "1er décembre 2026" in page and "19 janvier 2027" in page
    assert page.count("au jour le jour") == 8
    assert "à deux · trajectoires.example.org/accompagner/fiches/fiche-2/" in page
    assert "20 min" in page and "1 h 30" in page
    assert "convention de la plateforme" in page and "ni Le RAMEAU ni le ministère" in page


def test_an_empty_plan_says_so_and_a_long_one_loses_nothing() -> None:
    assert "Aucune étape n’est proposée" in pages(0)[0]
    long = pages(40)
    assert len(long) > 1
    assert all(f"n° {rank}" in " ".join(long) for rank in range(40))
