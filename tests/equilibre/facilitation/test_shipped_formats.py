"""The shipped formats keep their promises: honest times, told sources, nothing secret told by role."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.diagnosis import bank
from equilibre.facilitation.answers import HIGHEST, LOWEST, VOTES, check
from equilibre.facilitation.formats import Ask, Format, Option, shipped
from equilibre.facilitation.lines import plain
from equilibre.facilitation.minutes import Held, SessionRecord, minutes
from equilibre.facilitation.proposals import proposed
from equilibre.facilitation.reading import read
from equilibre.facilitation.tally import from_paper, tally
from equilibre.formatting import NBSP, typographic
from equilibre.reference.pitch import frame

FORMATS = shipped()
MINUTES = {
    "co_developpement": [5, 10, 10, 5, 35, 15, 10],
    "decisions": [10, 10, 20, 15, 10],
    "diagnostic_partage": [10, 10, 30, 15, 10],
    "equipe": [10, 15, 15, 20, 15, 15],
    "gouvernance": [25, 20, 20, 15, 10],
    "gouvernance_solo": [20, 15, 15, 15, 10],
    "pitch": [5, 7, 10, 6, 7, 5],
    "sensibilisation": [8, 8, 4],
    "utilite": [10, 10, 15, 20, 10],
}
ROLES = {
    "co_developpement": ["client", "consultant", "animateur", "temps"],
    "pitch": ["presente", "ecoute", "temps"],
}
KEPT = {
    "co_developpement": {"engagements", "apprentissages"},
    "decisions": {"desaccords", "decisions", "engagements"},
    "diagnostic_partage": {"sujets", "desaccords", "ordre_du_jour"},
    "equipe": {"forces", "fragilites", "propositions"},
    "gouvernance": {"socle", "modele", "forces", "fragilites", "desaccords", "decisions"},
    "gouvernance_solo": {"modele", "forces", "fragilites", "desaccords", "ordre_du_jour", "engagements"},
    "pitch": {"engagements", "apprentissages"},
    "sensibilisation": {"socle", "modele"},
    "utilite": {"activites", "desaccords", "ordre_du_jour"},
}
STATUSES = (f"Établi{NBSP}: ", f"Lecture{NBSP}: ", f"Convention de la plateforme{NBSP}: ")
ASKS = [(form, ask) for form in FORMATS.values() for _, ask in form.asks()]
each_format = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
each_ask = pytest.mark.parametrize(("form", "ask"), ASKS, ids=[f"{f.key}-{a.key}" for f, a in ASKS])


def test_times_roles_and_what_the_minutes_keep() -> None:
    assert {key: [step.minutes for step in form.steps] for key, form in FORMATS.items()} == MINUTES
    assert {key: [one.key for one in form.roles] for key, form in FORMATS.items() if form.roles} == ROLES
    kept = {key: {ask.section for _, ask in form.asks()} - {""} for key, form in FORMATS.items()}
    assert kept == KEPT


@each_format
def test_a_format_is_three_to_seven_steps_with_what_to_prepare_and_where_it_comes_from(form: Format) -> None:
    assert 3 <= len(form.steps) <= 7
    assert form.before and form.people and form.purpose
    assert all(text.startswith(STATUSES) for text in form.sources.values())
    assert any(text.startswith(STATUSES[-1]) for text in form.sources.values())


IN_THE_ROOM = {
    "co_developpement": {"preambule", "expose", "clarification", "contrat", "consultation"},
    "equipe": {"cadre", "peser", "proposer"},
    "pitch": {"roles", "premiere", "retours", "deuxieme"},
}
"""Steps of which nothing leaves the room, on purpose."""


@each_format
def test_each_step_keeps_something_for_the_minutes_or_stays_in_the_room(form: Format) -> None:
    silent = {step.key for step in form.steps if not step.sections}
    assert silent == IN_THE_ROOM.get(form.key, set())


@each_format
def test_one_thing_is_asked_at_a_time(form: Format) -> None:
    for _, ask in form.asks():
        assert ask.prompt.count("?") <= 1, ask.key


@each_format
def test_the_project_opens_every_session(form: Format) -> None:
    assert form.steps[0].shows == "projet"


def test_only_who_is_alone_answers_nothing_in_secret() -> None:
    alone = [form.key for form in FORMATS.values() if form.least == 1]
    assert alone == ["gouvernance_solo"]
    assert {ask.secrecy for _, ask in FORMATS["gouvernance_solo"].asks()} == {"named"}


def test_the_team_answers_everything_in_secret_from_five_people_on() -> None:
    form = FORMATS["equipe"]
    assert form.least == 5 and not form.roles
    assert {(ask.secrecy, ask.only) for _, ask in form.asks()} == {("secret", "")}
    # What was written stays in the room: only what it joined and chose goes to the board.
    assert {ask.section for _, ask in form.asks() if ask.kind == "write"} == {""}


def test_the_rubric_of_the_pitch_is_the_one_of_its_page() -> None:
    form = FORMATS["pitch"]
    questions = [(one.code, typographic(one.text)) for one in frame().question]
    for key in ("entendu", "reentendu"):
        asked = form.ask(key)
        assert asked is not None
        assert [(one.key, one.label) for one in asked.options][:-1] == questions
    hearers = form.ask("public")
    assert hearers is not None
    assert [(one.key, one.label) for one in hearers.options] == [
        (one.code, one.label) for one in frame().audience
    ]


def test_the_shared_diagnosis_looks_at_its_seven_dimensions_and_four_levels() -> None:
    form, questionnaire = FORMATS["diagnostic_partage"], bank.load()
    points, levels = form.ask("points"), form.ask("niveaux")
    assert points is not None and levels is not None
    assert [(one.key, one.label) for one in points.options] == [
        (one.code, one.label) for one in questionnaire.dimensions
    ]
    assert [levels.low.lower(), levels.high.lower()] == [questionnaire.levels[0], questionnaire.levels[-1]]
    assert len(questionnaire.levels) == HIGHEST - LOWEST + 1


@pytest.mark.parametrize(("key", "asks"), [("diagnostic_partage", 2), ("equipe", 3)])
def test_what_the_room_gave_comes_back_in_the_ask_that_follows(key: str, asks: int) -> None:
    form = FORMATS[key]
    followers = [ask for _, ask in form.asks() if ask.follows]
    assert len(followers) == asks
    for ask in followers:
        before = form.ask(ask.follows)
        assert before is not None
        options = answerable(form, before)
        raw = [answer_to(before, options)] * 5
        held = Held(ask=before, options=options, tally=tally(check(before, options, one) for one in raw))
        assert proposed(ask, [held])


def answerable(form: Format, ask: Ask) -> tuple[Option, ...]:
    """The options of an ask; three of them where they come from elsewhere."""
    if ask.kind == "role":
        return tuple(Option(key=one.key, label=one.label) for one in form.roles)
    return ask.options or tuple(Option(key=f"p{n}", label=f"Proposition {n}") for n in (1, 2, 3))


def answer_to(ask: Ask, options: tuple[Option, ...]) -> dict[str, Any]:
    """One answer that the ask takes."""
    return {"texts": ["une ligne"]} if ask.kind == "write" else {"values": {options[0].key: 1}}


@st.composite
def valid(draw: Any, ask: Ask, options: tuple[Option, ...]) -> dict[str, Any]:
    """Anything that a person may send to this ask."""
    talk = draw(st.booleans())
    if ask.kind != "vote" and draw(st.integers(0, 4)) == 0:
        return {"abstains": True, "talk": talk}
    if ask.kind == "write":
        line = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(plain)
        return {"texts": draw(st.lists(line, min_size=1, max_size=ask.most)), "talk": talk}
    keys = list(VOTES) if ask.kind == "vote" else [one.key for one in options]
    most = {"choose": ask.most, "rate": len(keys), "order": len(keys), "points": len(keys)}.get(ask.kind, 1)
    picked = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=min(most, len(keys)), unique=True))
    return {"values": draw(_said(ask, picked)), "talk": talk}


def _said(ask: Ask, picked: list[str]) -> st.SearchStrategy[dict[str, int]]:
    if ask.kind == "rate":
        return st.fixed_dictionaries({key: st.integers(LOWEST, HIGHEST) for key in picked})
    if ask.kind == "order":
        return st.just({key: rank for rank, key in enumerate(picked, start=1)})
    if ask.kind == "points":
        cuts = st.lists(st.integers(0, ask.points), min_size=len(picked) - 1, max_size=len(picked) - 1)
        return cuts.map(lambda cut: _shared(picked, [0, *sorted(cut), ask.points]))
    return st.just(dict.fromkeys(picked, 1))


def _shared(keys: list[str], marks: list[int]) -> dict[str, int]:
    return {key: marks[rank + 1] - marks[rank] for rank, key in enumerate(keys)}


@each_ask
@settings(max_examples=25)
@given(data=st.data())
def test_any_answers_are_counted_read_and_written_the_same_from_paper(
    form: Format, ask: Ask, data: st.DataObject
) -> None:
    options = answerable(form, ask)
    raw = data.draw(st.lists(valid(ask, options), max_size=9))
    found = tally(check(ask, options, one) for one in raw)
    said = read(ask, options, found)
    assert found.answered == len(raw) and said.sentence
    if ask.secrecy == "secret" and len(raw) < 5:
        assert said.hidden and not said.rows and not said.texts
    assert from_paper(ask, options, msgspec.to_builtins(found)) == msgspec.structs.replace(
        found, by_phone=0, phone_counts={}
    )
    made = minutes(
        SessionRecord(
            title=form.title,
            on=dt.date(2027, 3, 4),
            format_title=form.title,
            steps=tuple((step.title, step.minutes) for step in form.steps),
            held=(Held(ask=ask, options=options, tally=found),),
        )
    )
    blocks = [block for part in made.parts for block in part.blocks]
    told_with_decisions = ask.kind == "vote" and ask.source == "decisions"
    assert len(blocks) == (bool(raw) and bool(ask.section) and not told_with_decisions)
    words = "\n".join(line for block in blocks for line in (block.lead, *block.items))
    assert all(text not in words for text in found.texts if said.hidden and len(text) > 20)
