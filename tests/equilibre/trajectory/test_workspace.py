"""The steps as one lives them: counting, dates backwards, resuming, what the model leaves."""

from __future__ import annotations

import datetime as dt

import msgspec

from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.trajectory.digest import digest
from equilibre.trajectory.workspace import (
    Output,
    Wish,
    Workspace,
    begin_by,
    counted_back,
    out_of_order,
    places,
    resume,
)


def test_eight_or_seven_in_two_ways() -> None:
    assert [one.number for one in places("huit")] == list(range(1, 9))
    merged = places("sept_fin")
    assert [one.number for one in merged] == list(range(1, 8))
    assert [one.code for one in merged[-1].steps] == ["trajectoire", "suivi"]
    assert "\u202f; mettre en œuvre" in merged[-1].title
    zero = places("sept_zero")
    assert [one.number for one in zero] == list(range(8))
    assert next(one.number for one in zero if one.code == "diagnostic") == 3


def test_dates_are_counted_back_from_the_meeting() -> None:
    """By hand, from 10 April 2027: 6, 6, 4, 3, 6, 4 and 3 weeks; the first review thirteen weeks later."""
    back = counted_back(dt.date(2027, 4, 10))
    assert back == {
        "preparer": dt.date(2026, 9, 19),
        "projet": dt.date(2026, 10, 17),
        "modele": dt.date(2026, 11, 28),
        "diagnostic": dt.date(2026, 12, 19),
        "ambition": dt.date(2027, 1, 16),
        "leviers": dt.date(2027, 2, 27),
        "trajectoire": dt.date(2027, 4, 10),
        "suivi": dt.date(2027, 7, 10),
    }
    assert begin_by(dt.date(2027, 4, 10)) == dt.date(2026, 8, 29)
    assert out_of_order(tuple(Wish(code=code, by=by) for code, by in back.items())) == ()


def test_a_date_before_the_one_of_an_earlier_step_is_found() -> None:
    told = (
        Wish(code="preparer", by=dt.date(2027, 3, 1)),
        Wish(code="modele", by=dt.date(2027, 2, 1)),
        Wish(code="leviers", by=dt.date(2027, 2, 15)),
        Wish(code="suivi", by=dt.date(2027, 9, 1)),
    )
    assert out_of_order(told) == ("modele", "leviers")


def test_one_resumes_at_the_first_step_that_is_open() -> None:
    space = Workspace()
    assert resume(space) == places("huit")[0]
    space = space.with_output(Output(code="preparer", status="fait", on=dt.date(2027, 1, 1)))
    space = space.with_output(Output(code="projet", status="passe", reason="déjà fait"))
    space = space.with_output(Output(code="leviers", text="Commencée"))
    found = resume(space)
    assert found is not None and found.code == "modele"
    for one in places("sept_fin"):
        space = space.with_output(Output(code=one.code, status="fait"))
    assert resume(msgspec.structs.replace(space, variant="sept_fin")) is None


def test_the_digest_keeps_what_the_page_prints_and_no_account() -> None:
    model = build_model(fictitious_dossier())
    kept = digest(model)
    assert [one.label for one in kept.exercices] == ["2023", "2024", "2025"]
    last = kept.exercices[-1]
    assert last.sentence == model.last.sentence and last.doubt == model.last.doubt
    assert last.products == model.last.totals.products == 9_109_000
    assert {one.title for one in kept.strengths} == {one.title for one in model.last.findings.strengths}
    numbers = {
        share.number
        for line in (*model.last.resources, *model.last.costs)
        for share in line.accounts
        if len(share.number) >= 6
    }
    written = msgspec.json.encode(kept).decode()
    assert not {number for number in numbers if number in written}
    assert len(kept.strengths) <= 3 and len(kept.fragilities) <= 3


def test_a_question_on_a_third_party_is_not_kept() -> None:
    model = build_model(fictitious_dossier())
    ask = msgspec.structs.replace(
        model.last.asks[0], account="467100", question="Qui est « Dupont » ?", answer=""
    )
    last = msgspec.structs.replace(model.last, asks=(ask, *model.last.asks))
    kept = digest(msgspec.structs.replace(model, exercices=(*model.exercices[:-1], last)))
    assert not any("Dupont" in one for one in kept.questions)
