"""The minutes tell what the room saw, and no more."""

from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from equilibre.facilitation.answers import Answer
from equilibre.facilitation.formats import Option, shipped
from equilibre.facilitation.minutes import Held, Outcome, SessionRecord, Statutes, minutes
from equilibre.facilitation.tally import Tally, tally

replace = msgspec.structs.replace
GOVERNANCE = shipped()["gouvernance"]


def held(key: str, found: Tally, *options: str) -> Held:
    ask = GOVERNANCE.ask(key)
    assert ask is not None
    told = tuple(Option(key=one, label=one) for one in options) or ask.options
    return Held(ask=ask, options=told, tally=found)


def record(*asked: Held, **more: object) -> SessionRecord:
    steps = tuple((step.title, step.minutes) for step in GOVERNANCE.steps)
    base = SessionRecord(
        title="Conseil de mars",
        on=dt.date(2027, 3, 4),
        format_title=GOVERNANCE.title,
        steps=steps,
        people=6,
        held=asked,
    )
    return replace(base, **more)


def words(told: SessionRecord) -> str:
    made = minutes(told)
    lines = [
        *made.presence,
        *(line for part in made.parts for line in (part.title, *part.paragraphs)),
        *(line for part in made.parts for block in part.blocks for line in (block.lead, *block.items)),
        *(line for part in made.parts for line in part.items),
    ]
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


def test_sections_come_in_order_and_empty_ones_are_left_out() -> None:
    strengths = tally([Answer(texts=("La convention court",))] * 5)
    made = minutes(
        record(held("forces", strengths), outcomes=(Outcome(key="d", label="Écrire à la mairie"),))
    )
    assert [part.title for part in made.parts] == ["L’ordre du jour", "Les forces débattues", "Les décisions"]


def test_each_question_keeps_its_own_lines_and_a_colon_parts_it_from_what_was_said() -> None:
    notes = Tally(answered=5, counts={"La paie": {4: 5}})
    points = Tally(answered=5, counts={"La paie": {10: 5}})
    made = minutes(record(held("gravite", notes, "La paie"), held("horizon", points, "La paie")))
    grave, first = made.parts[1].blocks
    assert grave.items[0] == "La paie, note du milieu\u00a0: 4 sur 4"
    assert grave.items[1].startswith("La note du milieu partage la salle"), "the words are told"
    assert first.items == ("La paie\u00a0: 50\u00a0points",)
    lines = tally([Answer(texts=("La convention court",))] * 5)
    (block,) = minutes(record(held("forces", lines))).parts[1].blocks
    assert block.lead.startswith("Ce sur quoi nous tenons\u00a0: 1")
    assert block.items == ("La convention court (5\u00a0personnes)",)


@given(st.lists(st.text(alphabet="abcdefgh", min_size=6, max_size=12), max_size=7, unique=True))
def test_fewer_than_five_secret_lines_are_not_written(lines: list[str]) -> None:
    found = tally([Answer(texts=(f"zz{line}",)) for line in lines])
    told = words(record(held("fragilites", found)))
    assert all((f"zz{line}" in told) == (len(lines) >= 5) for line in lines)


def test_what_is_asked_is_followed_by_what_was_said() -> None:
    five = tally([Answer(texts=("La convention court",))] * 5)
    assert "Ce sur quoi nous tenons : 1 ligne de 5 personnes" in words(record(held("forces", five)))


def test_a_vote_is_indicative_unless_the_host_gives_the_rules() -> None:
    voices = Tally(answered=6, counts={"pour": {1: 4}, "contre": {1: 1}, "abstention": {1: 1}})
    plain = Outcome(
        key="d", label="Augmenter la cotisation", who="le bureau", by=dt.date(2027, 4, 1), tally=voices
    )
    told = words(record(outcomes=(plain,)))
    assert "4 pour, 1 contre, 1 abstention. Vote indicatif" in told and "S’en charge : le bureau." in told
    ruled = replace(
        plain, statutes=Statutes(entitled=12, present=6, proxies=2, quorum=9, majority="la majorité")
    )
    told = words(record(outcomes=(ruled,)))
    assert "indicatif" not in told and "quorum de 9 non atteint, il manque 1 voix" in told
    assert "adopté" not in told
