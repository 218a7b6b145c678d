"""Whatever the traveller and the catalogue: nothing done again, needs first, dates and minutes that hold."""

from __future__ import annotations

import datetime as dt
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.pathway.planning import CatalogueError, plan
from equilibre.pathway.plans import Item, Plan, Traveller
from equilibre.pathway.replanning import alternatives, compare, replan, swap
from equilibre.pathway.rules import rules

START = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
replace = msgspec.structs.replace
BOARD = rules().board.keys[0]


def catalogue(seed: int, count: int = 60) -> list[Item]:
    """Items of every kind; some need one before them in the list, so that nothing turns in a circle."""
    chance = random.Random(seed)
    help_page = Item(key="/aide-tresorerie/", title="Aide", minutes=20, medoc=("outil",))

    def item(n: int) -> Item:
        return Item(
            key=f"/page-{n}/",
            title=f"Page {n}",
            audience=tuple(chance.sample(("gouvernance", "porteur", "accompagnateur"), chance.randint(0, 3))),
            objective=tuple(chance.sample(("agir", "comprendre", "hybrider", "se_former"), 2)),
            maturity=tuple(chance.sample(("initier", "en_cours", "structure"), chance.randint(0, 2))),
            minutes=chance.choice((5, 8, 15, 40, 75, 150)),
            format=chance.choice(("fiche", "outil", "parcours")),
            medoc=tuple(chance.sample(("methode", "exemple", "donnee", "outil"), 1)),
            dimensions=tuple(chance.sample(tuple(rules().dimensions), chance.randint(0, 2))),
            needs=(f"/page-{chance.randrange(n)}/",) if n and chance.random() < 0.3 else (),
            actions=(f"action_{n % 9}",) if n % 5 == 0 else (),
        )

    debate = Item(key=BOARD, title="Débattre", minutes=40, objective=("agir", "comprendre"))
    return [help_page, debate, *(item(n) for n in range(count))]


def traveller(**said: object) -> Traveller:
    """A treasurer who has four hours, and what is said besides."""
    default = {
        "audience": "gouvernance",
        "variant": "petite",
        "objective": "agir",
        "pace": "4h",
        "start": START,
    }
    return Traveller(**default | said)  # type: ignore[arg-type]


travellers = st.builds(
    Traveller,
    audience=st.sampled_from(("gouvernance", "porteur", "accompagnateur")),
    variant=st.just("petite"),
    objective=st.sampled_from(("agir", "comprendre", "hybrider", "se_former")),
    pace=st.sampled_from(("2h", "4h", "12h", "mois")),
    start=st.just(START),
    company=st.sampled_from(("seul", "binome", "conseil", "accompagne")),
    maturity=st.dictionaries(
        st.sampled_from(tuple(rules().dimensions)),
        st.one_of(st.none(), st.sampled_from((0.0, 0.5, 1.0, 2.5, 3.0))),
    ),
    actions=st.lists(st.sampled_from([f"action_{n}" for n in range(9)]), unique=True, max_size=6).map(tuple),
    low_cash=st.booleans(),
    deadline=st.one_of(st.none(), st.integers(-3, 200).map(lambda days: START + days * DAY)),
    deadline_label=st.just("assemblée générale"),
    next_board=st.one_of(st.none(), st.integers(-3, 60).map(lambda days: START + days * DAY)),
    next_office=st.one_of(st.none(), st.integers(-3, 60).map(lambda days: START + days * DAY)),
    hours_a_week=st.sampled_from((0.5, 1.0, 2.0, 8.0)),
    formats=st.sampled_from(((), ("fiche",), ("webinaire",))),
    done=st.lists(st.integers(0, 59).map(lambda n: f"/page-{n}/"), unique=True, max_size=20).map(tuple),
    removed=st.lists(st.integers(0, 59).map(lambda n: f"/page-{n}/"), unique=True, max_size=20).map(tuple),
)


def holds(made: Plan, who: Traveller) -> None:
    """What is true of every plan."""
    keys = [step.item.key for step in made.steps]
    assert not set(keys) & (set(who.done) | set(who.removed))
    assert len(set(keys)) == len(keys) <= rules().steps[who.pace]
    assert made.minutes == sum(step.minutes for step in made.steps) <= rules().budget[who.pace]
    days = [step.due for step in made.steps]
    assert days == sorted(set(days))
    assert all(who.start < day for day in days)
    assert all(who.deadline is None or day <= who.deadline for day in days)
    assert all(step.reasons and step.reasons[0].text for step in made.steps)
    for place, step in enumerate(made.steps):
        assert {need for need in step.item.needs if need not in who.done} <= set(keys[:place])
    assert [step.rank for step in made.steps] == list(range(1, len(keys) + 1))
    assert len(made.left_out) <= 6
    assert made.sentence
    if who.low_cash and keys and "/aide-tresorerie/" in keys:
        assert keys[0] == "/aide-tresorerie/"


@settings(max_examples=150)
@given(travellers, st.integers(0, 30))
def test_every_plan_holds(who: Traveller, seed: int) -> None:
    items = catalogue(seed)
    made = plan(who, items)
    holds(made, who)
    random.Random(seed).shuffle(items)
    assert plan(who, items) == made
    assert msgspec.json.decode(msgspec.json.encode(made), type=Plan) == made


@settings(max_examples=80)
@given(travellers, st.integers(0, 30), st.integers(0, 4), st.integers(0, 120))
def test_a_plan_dated_again_holds_what_remained(who: Traveller, seed: int, done: int, later: int) -> None:
    items = catalogue(seed)
    before = plan(who, items)
    walked = [step.item.key for step in before.steps[:done]]
    after = replan(before, items, START + later * DAY, done=walked)
    holds(after, after.traveller)
    assert not set(walked) & {step.item.key for step in after.steps}
    assert all(step.due > START + later * DAY for step in after.steps)
    if not later and not done and who.deadline is None:
        assert {step.item.key for step in before.steps} <= {step.item.key for step in after.steps}
    for change in compare(before, after):
        assert (change.before is None) == (change.kind == "added")
        assert (change.after is None) == (change.kind == "removed")
    assert compare(after, after) == ()


@settings(max_examples=40)
@given(travellers, st.integers(0, 30))
def test_a_step_is_replaced_by_one_of_three(who: Traveller, seed: int) -> None:
    items = catalogue(seed)
    before = plan(who, items)
    assert alternatives(before, items, "/nulle-part/") == ()
    assert swap(before, items, "/nulle-part/", "/page-1/") == before
    for step in before.steps:
        others = alternatives(before, items, step.item.key)
        assert len(others) <= 3
        for other in others:
            after = swap(before, items, step.item.key, other.key)
            keys = [one.item.key for one in after.steps]
            assert other.key in keys
            assert step.item.key not in keys
            assert [one.due for one in after.steps] == [one.due for one in before.steps]


def test_cash_first_then_what_is_called() -> None:
    items = [*catalogue(1), Item(key="/fiche/", title="Fiche", minutes=30, actions=("sauver",))]
    made = plan(traveller(low_cash=True, actions=("sauver",)), items)
    assert [step.item.key for step in made.steps[:2]] == ["/aide-tresorerie/", "/fiche/"]
    assert "moins d’un mois" in made.steps[0].reasons[0].text
    assert made.steps[1].reasons[0].code == "action"


def test_a_reason_names_the_action_that_its_page_helps_with() -> None:
    pages = [
        Item(key=f"/{code}/", title=code, minutes=10, actions=(code,)) for code in ("un", "deux", "trois")
    ]
    who = traveller(
        actions=("un", "deux", "trois"), action_titles={"un": "Noter trois dates", "deux": "Appeler"}
    )
    reasons = [step.reasons[0].text for step in plan(who, pages).steps]
    assert reasons == [
        "«\u00a0Noter trois dates\u00a0» est votre première action.",
        "«\u00a0Appeler\u00a0» est l’une de vos actions.",
        "Elle aide à faire l’une de vos actions.",
    ]


def test_a_reason_names_what_is_fragile() -> None:
    page = Item(key="/p/", title="P", minutes=10, dimensions=("alliances",), objective=("agir",))
    (step,) = plan(traveller(maturity={"alliances": 0.5}), [page]).steps
    assert step.reasons[0].text == ("Votre diagnostic place les alliances «\u00a0à initier\u00a0».")
    assert "agir" in step.reasons[1].text


PAGES = [
    Item(key=BOARD, title="Débattre", minutes=30, objective=("agir",)),
    *(Item(key=f"/p{n}/p/", title=f"P{n}", minutes=20, objective=("agir",)) for n in range(3)),
]


@pytest.mark.parametrize(
    ("board", "office", "day", "first_words"),
    [
        (9, None, 9, "Votre prochain conseil d’administration"),
        (None, 10, 10, "Votre prochaine réunion de bureau"),
        (90, 10, 10, "Votre prochaine réunion de bureau"),
        (1, None, None, ""),
        (-2, 90, None, ""),
    ],
)
def test_the_step_to_discuss_takes_the_day_of_the_meeting(
    board: int | None, office: int | None, day: int | None, first_words: str
) -> None:
    on = [None if days is None else START + days * DAY for days in (board, office)]
    made = plan(traveller(next_board=on[0], next_office=on[1]), PAGES)
    step = next(one for one in made.steps if one.item.key == BOARD)
    usual = next(one for one in plan(traveller(), PAGES).steps if one.item.key == BOARD)
    assert step.due == (usual.due if day is None else START + day * DAY)
    assert step.reasons[0].text.startswith(first_words)
    assert step.together is (day is not None)
    assert [one.due for one in made.steps] == sorted({one.due for one in made.steps})


def test_no_meeting_goes_before_the_help() -> None:
    help_page = Item(key=rules().help.key, title="Aide", minutes=20)
    who = traveller(low_cash=True, next_office=START + 2 * DAY)
    assert plan(who, [help_page, *PAGES]).steps[0].item is help_page


def test_twelve_hours_that_pages_do_not_fill_are_said() -> None:
    (few,) = plan(traveller(pace="12h"), PAGES).notes
    assert few.startswith("Il ne faut pas plus de 1\u00a0h\u00a030 pour l’essentiel")
    many = [
        Item(key=f"/q{n}/q/", title=f"Q{n}", minutes=10, objective=("agir",), dimensions=(), medoc=(f"m{n}",))
        for n in range(20)
    ]
    assert "sert à faire ce qu’elles proposent" in plan(traveller(pace="12h"), many).notes[0]
    long = [Item(key="/r/r/", title="R", minutes=130, objective=("agir",))]
    assert plan(traveller(pace="4h"), long).notes == ()


def test_a_near_deadline_drops_the_least_and_says_it() -> None:
    who = traveller(deadline=START + 9 * DAY, deadline_label="assemblée générale", hours_a_week=1.0)
    made = plan(who, catalogue(2))
    assert made.steps
    assert made.steps[-1].due <= START + 9 * DAY
    assert any("assemblée générale" in note for note in made.notes)
    assert "assemblée générale du 13\u00a0janvier\u00a02027" in made.sentence
    nothing = plan(traveller(deadline=START), catalogue(2))
    assert nothing.steps == ()
    assert "Aucune étape" in nothing.sentence


def test_added_is_in_removed_is_out() -> None:
    items = catalogue(3)
    before = plan(traveller(), items)
    out = before.steps[0].item.key
    unwanted = next(item.key for item in items if item.key not in {s.item.key for s in before.steps})
    after = plan(traveller(removed=(out,), added=(unwanted,)), items)
    assert unwanted in {step.item.key for step in after.steps}
    assert out not in {step.item.key for step in after.steps}


def test_a_past_deadline_is_left() -> None:
    items = catalogue(4)
    before = plan(traveller(deadline=START + 40 * DAY), items)
    after = replan(before, items, START + 50 * DAY)
    assert after.steps
    assert after.traveller.deadline is None
    assert "passée" in after.notes[0]


def test_a_catalogue_that_turns_in_a_circle_is_refused() -> None:
    def item(key: str, need: str) -> Item:
        return Item(
            key=key, title=key, minutes=10, objective=("agir",), audience=("gouvernance",), needs=(need,)
        )

    with pytest.raises(CatalogueError):
        plan(traveller(), [item("/a/", "/b/"), item("/b/", "/a/")])
    with pytest.raises(CatalogueError):
        plan(traveller(), [item("/a/", "/b/"), item("/a/", "/c/")])
