"""Every page of a trajectory on a desk and on a phone, where its tables become lists instead of scrolling."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from django.urls import reverse

from browser.checks import LOOKS, VISIBLE, check
from browser.conftest import PHONE, Visitor
from browser.roads import trajectory_example
from trajectoires.trajectories.domain import starting, storage
from trajectoires.trajectories.enums import LONGEST_LABEL
from trajectoires.trajectories.links import EDIT, Link

replace = msgspec.structs.replace

PAGES = (
    "", "chiffres/", "et-si/", "etapes/", "etapes/4/", "etapes/feuille-de-route/", "etapes/recapitulatif/",
    "etapes/diagnostic/", "etapes/cahier-des-charges/",
    "lignes/", "lignes/r07/", "lignes/ajouter/charge/", "depart/",
    "actions/", "actions/mecenat/", "chocs/", "chocs/baisse/", "scenarios/", "scenarios/choisi/",
    "investissements/", "investissements/salle/", "emprunts/pret/",
    "leviers/", "leviers/situation/", "leviers/AL3/", "competences/", "competences/personnes/",
    "competences/a-portee/", "activites/", "activites/lignes/", "activites/activite-1/", "activites/vote/",
    "alliances/", "alliances/alliance-1/", "financer/", "recherche/",
    "recherche/?annee=2", "recherche/?annee=2&resultat=900000",
    "decisions/", "decisions/formations/", "plan-d-action/", "plan-d-action/programme/",
    "emporter/", "emporter/cerfa/", "emporter/cerfa/r07/",
    "emporter/comptes-rendus/", "emporter/comptes-rendus/compte-rendu-1/",
    "emporter/comptes-rendus/compte-rendu-1/decrire/", "emporter/comptes-rendus/ajouter/",
    "courriel/", "partager/", "effacer/",
)  # fmt: skip
PRINTED = ("", "decisions/", "plan-d-action/", "activites/", "emporter/cerfa/", "etapes/recapitulatif/")
HIDDEN_COLUMNS = """[...document.querySelectorAll("main .table-frame")]
    .filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => one.ariaLabel || one.getAttribute("aria-labelledby"))"""


def _named(rest: str, width: int) -> str:
    return f"trajectoire-{rest.partition('?')[0].strip('/').replace('/', '-') or 'resultat'}-{width}"


def _unfolded(visitor: Visitor) -> None:
    visitor.page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_pages_of_a_trajectory(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    address = trajectory_example(visitor.page, visit.root)
    for rest in PAGES:
        visitor.open(address + rest)
        check(visitor, _named(rest, width))


@pytest.mark.slow
def test_no_column_of_a_table_is_out_of_sight_on_a_phone(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=PHONE)
    address = trajectory_example(visitor.page, visit.root)
    for rest in PAGES:
        visitor.open(address + rest)
        _unfolded(visitor)
        assert visitor.page.evaluate(HIDDEN_COLUMNS) == [], rest


@pytest.mark.slow
def test_sixty_lines_with_names_of_one_endless_word_stay_on_the_screen(visit) -> None:  # type: ignore[no-untyped-def]
    saved = starting.example()
    plan = saved.plan

    def endless(row: Any) -> Any:
        return replace(row, label=(row.key + "anticonstitutionnellement" * 4)[:LONGEST_LABEL])

    more = tuple(
        replace(plan.lines[rank % len(plan.lines)], key=f"ligne-{rank}", amount=123_456_789 + rank)
        for rank in range(60 - len(plan.lines))
    )
    wide = replace(
        plan,
        years=10,
        **{
            name: tuple(endless(row) for row in rows)
            for name, rows in (
                ("lines", (*plan.lines, *more)), ("actions", plan.actions), ("shocks", plan.shocks),
                ("scenarios", plan.scenarios), ("investments", plan.investments), ("loans", plan.loans),
            )
        },
    )  # fmt: skip
    activities = replace(
        saved.activities, activities=tuple(endless(one) for one in saved.activities.activities)
    )
    created = storage.create(saved=replace(saved, plan=wide, activities=activities))
    visitor = visit(width=PHONE)
    address = visit.root + reverse("trajectories:result", args=[Link(EDIT, created.edit_token)])
    for rest in PAGES:
        visitor.open(address + rest)
        assert visitor.sideways() <= 0, rest


@pytest.mark.slow
def test_a_trajectory_on_paper_has_no_control_and_no_empty_fold(visit) -> None:  # type: ignore[no-untyped-def]
    visitor = visit()
    page = visitor.page
    address = trajectory_example(page, visit.root)
    page.emulate_media(media="print")
    for rest in (
        "",
        "decisions/",
        "plan-d-action/",
        "activites/",
        "emporter/cerfa/",
        "etapes/recapitulatif/",
    ):
        visitor.open(address + rest)
        assert page.evaluate(VISIBLE, "button, .button, input, select, .site-nav, .tabs") == [], rest
        assert page.evaluate(VISIBLE, "details:not([open]) summary") == [], rest
        assert page.get_by_role("heading", level=1).is_visible(), rest
