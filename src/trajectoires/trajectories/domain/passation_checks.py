"""What must be true of a trajectory that comes from a file. Nothing is repaired.

A trajectory that is being written has faults that its pages show and mend (a scenario whose action waits for
another one): those come back as they were. What no page could have written is refused at its place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, get_args

import msgspec

from equilibre.documents.passation_reading import EARLIEST, LATEST, REMEDY, check_date, check_keys, error
from equilibre.errors import ReadError
from equilibre.reference.levers import levers
from equilibre.reference.pitch import frame
from equilibre.reference.skills import skills
from equilibre.reference.steps import path as steps
from equilibre.trajectory import activities, alliances, allocating, realised
from equilibre.trajectory.checking import Fault, faults
from equilibre.trajectory.deciding import faults_of_decisions, faults_of_tasks
from equilibre.trajectory.hypotheses import Month
from equilibre.trajectory.pitch import MOST_FIGURES
from equilibre.trajectory.skills import PersonStatus
from equilibre.trajectory.usefulness import HIGHEST, LOWEST, VOTERS, Votes
from trajectoires.trajectories.domain.queries.sheets import SHELVES
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import COSTS, MOST_ROWS, NATURES

ROOT = "trajectoire"
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_ADDRESSES = frozenset({"ajouter", "lignes", "vote", "etat", "situation", "personnes", "a-portee"})
"""What stands in an address where a key does: a row of that name would have no page."""
_SHEET = re.compile(r"(?:/[a-z0-9][a-z0-9-]*)+/")
_MENDED = {
    ("plan", "lines"), ("scenario", "actions"), ("line", "follows"), ("investment", "bought"),
    ("loan", "received"), ("activity", "sales"), ("activity", "amount"),
    ("alliance", "gains"), ("alliance", "costs"),
}  # fmt: skip
"""Kind and field of the faults that a change elsewhere can bring: their pages show them."""
_PAID = re.compile(r"grants\.\d+\.paid")
HIGHEST_SEED = 2**32 - 1


def check_saved(saved: Saved) -> None:
    """Raise :class:`ReadError` at the first thing that cannot be, with its path."""
    _check_values(saved, ROOT)
    if not saved.plan.scenarios:
        raise error("scenario", "Il n’y a aucun scénario", f"{ROOT}.plan.scenarios", expected="un au moins")
    if not 0 <= saved.seed <= HIGHEST_SEED:
        raise error(
            "graine", "Cette graine de tirage n’est pas possible", f"{ROOT}.seed", read=saved.seed,
            expected=f"de 0 à {HIGHEST_SEED}",
        )  # fmt: skip
    _check_length(saved)
    _check_references(saved)
    _check_codes(saved)
    _check_amounts(saved)
    _check_pitch(saved)
    _check_common_shock(saved)
    _check_faults(saved)


def _check_values(value: object, path: str) -> None:
    """Months, days, keys and votes, wherever they are."""
    if isinstance(value, Month):
        _check_month(value, path)
    elif isinstance(value, dt.date):
        check_date(value, path)
    elif isinstance(value, Votes):
        _check_votes(value, path)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name == "key":
                _check_key(getattr(value, name), f"{path}.key")
            else:
                _check_values(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        check_keys([one.key for one in value if hasattr(one, "key")], path)
        for rank, one in enumerate(value):
            _check_values(one, f"{path}[{rank}]")


def _check_month(month: Month, path: str) -> None:
    if not 1 <= month.month <= 12:
        raise error("mois", "Ce mois n’existe pas", f"{path}.month", read=month.month, expected="de 1 à 12")
    if not EARLIEST.year <= month.year < LATEST.year:
        raise error("date", "Cette année n’est pas possible", f"{path}.year", read=month.year)


def _check_key(key: str, path: str) -> None:
    if not _KEY.fullmatch(key) or key in _ADDRESSES:
        raise error(
            "cle", "Cette clé n’est pas possible", path, read=key,
            expected="des lettres sans accent, des chiffres, un point ou un tiret, sans « / »",
        )  # fmt: skip


def _check_votes(votes: Votes, path: str) -> None:
    if votes.count < VOTERS or not LOWEST <= votes.low <= votes.median <= votes.high <= HIGHEST:
        raise error(
            "votes", "Ce résultat de vote n’est pas possible", path,
            read=f"{votes.count} votes, de {votes.low} à {votes.high}",
            expected=f"{VOTERS} votes au moins, de {LOWEST} à {HIGHEST}",
        )  # fmt: skip


def _check_length(saved: Saved) -> None:
    plan = saved.plan
    for name, rows in (
        *((f"plan.{name}", getattr(plan, name)) for name in _OF_PLAN),
        ("decisions", saved.decisions), ("realised", saved.realised), ("tasks", saved.tasks),
        ("alliances", saved.alliances), ("partners", saved.partners),
        ("activities.activities", saved.activities.activities),
    ):  # fmt: skip
        if len(rows) > MOST_ROWS:
            raise error(
                "taille", "Cette liste est trop longue", f"{ROOT}.{name}", read=len(rows),
                expected=f"{MOST_ROWS} au plus",
            )  # fmt: skip

    figures = saved.pitch.figures or ()
    if len(figures) > MOST_FIGURES:
        raise error(
            "taille", "Cette liste est trop longue", f"{ROOT}.pitch.figures", read=len(figures),
            expected=f"{MOST_FIGURES} au plus",
        )  # fmt: skip


_OF_PLAN = ("lines", "actions", "shocks", "scenarios", "investments", "loans")


def _check_references(saved: Saved) -> None:
    """What names a row names one that is there: pages take away what named a row with it."""
    plan, shared = saved.plan, saved.activities
    known = {name: {one.key for one in getattr(plan, name)} for name in _OF_PLAN}
    rows = {one.key for one in shared.activities}
    named: list[tuple[str, Collection[str], Collection[str]]] = []
    for rank, line in enumerate(plan.lines):
        named.append((f"plan.lines[{rank}].follows", _one(line.follows), known["lines"]))
    for rank, action in enumerate(plan.actions):
        named.append((f"plan.actions[{rank}].needs", action.needs, known["actions"]))
        named.append((f"plan.actions[{rank}].excludes", action.excludes, known["actions"]))
    for rank, shock in enumerate(plan.shocks):
        named.append((f"plan.shocks[{rank}].lines", shock.lines, known["lines"]))
    for rank, scenario in enumerate(plan.scenarios):
        named.append((f"plan.scenarios[{rank}].actions", scenario.actions, known["actions"]))
        named.append((f"plan.scenarios[{rank}].shocks", scenario.shocks, known["shocks"]))
    for rank, allocation in enumerate(shared.allocations):
        place = f"activities.allocations[{rank}]"
        named.append((f"{place}.line", (allocation.line,), known["lines"]))
        named.append((f"{place}.parts", tuple(one.activity for one in allocation.parts), rows))
    for where, keys, among in named:
        for key in keys:
            if key not in among:
                raise error(
                    "reference", "Ce qui est cité n’existe pas dans le fichier", f"{ROOT}.{where}", read=key
                )


def _one(key: str) -> tuple[str, ...]:
    return (key,) if key else ()


def _check_codes(saved: Saved) -> None:
    """Codes of the reference data. Needs and places on the form are left to pages, which pass over them."""
    for where, code, among in _codes(saved):
        if code and code not in among:
            raise error("code", "Ce code n’est pas connu de l’outil", f"{ROOT}.{where}", read=code)
    for rank, task in enumerate(saved.tasks):
        # It becomes a link: only a page of the shelves of the site, never a scheme or another site.
        shelved = task.sheet.startswith(tuple(SHELVES)) and _SHEET.fullmatch(task.sheet)
        if task.sheet and not shelved:
            raise error(
                "adresse", "Cette adresse n’est pas celle d’une fiche", f"{ROOT}.tasks[{rank}].sheet",
                read=task.sheet, expected="une adresse comme /agir/kits/…/",
            )  # fmt: skip


def _codes(saved: Saved) -> Iterator[tuple[str, str, Collection[str]]]:
    sides = {"resource": NATURES, "cost": COSTS}
    for rank, line in enumerate(saved.plan.lines):
        yield f"plan.lines[{rank}].nature", line.nature, sides[line.side]
    for rank, action in enumerate(saved.plan.actions):
        yield f"plan.actions[{rank}].lever", action.lever, levers()
        yield f"plan.actions[{rank}].nature", action.nature, NATURES
    for code in saved.situation.used:
        yield "situation.used", code, levers()
    for code in saved.team.people:
        yield "team.people", code, get_args(PersonStatus)
    for code in saved.team.at_hand:
        yield "team.at_hand", code, skills()
    known = {one.code for one in steps().step}
    for rank, output in enumerate(saved.workspace.outputs):
        yield f"workspace.outputs[{rank}].code", output.code, known
    for rank, wish in enumerate(saved.workspace.road.wishes):
        yield f"workspace.road.wishes[{rank}].code", wish.code, known


def _check_amounts(saved: Saved) -> None:
    """What a page never takes with a minus sign, and that no fault below tells."""
    told: list[tuple[str, float | int | None]] = []
    for rank, activity in enumerate(saved.activities.activities):
        # Hours and surfaces share lines out; resources and costs come from accounts, which may turn them.
        where = f"activities.activities[{rank}]"
        told += [(f"{where}.hours", activity.hours), (f"{where}.surface", activity.surface)]
    told += [(f"plan.lines[{rank}].etp", one.etp) for rank, one in enumerate(saved.plan.lines)]
    told += [(f"plan.actions[{rank}].etp", one.etp) for rank, one in enumerate(saved.plan.actions)]
    told += [(f"cerfa.in_kind[{rank}].amount", one.amount) for rank, one in enumerate(saved.cerfa.in_kind)]
    told += [(f"needs[{rank}].amount", one.amount) for rank, one in enumerate(saved.needs)]
    told += [(f"team.people.{code}", count) for code, count in saved.team.people.items()]
    for rank, partner in enumerate(saved.partners):
        told += [(f"partners[{rank}].{name}", getattr(partner, name)) for name in _OF_PARTNER]
    for rank, alliance in enumerate(saved.alliances):
        for name in ("gains", "costs"):
            for place, row in enumerate(getattr(alliance, name)):
                where = f"alliances[{rank}].{name}[{place}]"
                told += [(f"{where}.{field}", value) for field, value in _amounts(row)]
    for where, amount in told:
        if amount is not None and amount < 0:
            raise error("montant", "Ce nombre est négatif", f"{ROOT}.{where}", read=amount)


_OF_PARTNER = (
    "avoided_cost", "lent_means", "coordination_hours", "contribution", "shared_action_budget",
)  # fmt: skip


def _check_pitch(saved: Saved) -> None:
    """Each part, figure and question once, and words that their field takes."""
    pitch, where = saved.pitch, f"{ROOT}.pitch"
    check_keys([one.code for one in pitch.said], f"{where}.said")
    check_keys([one.code for one in pitch.heard], f"{where}.heard")
    check_keys(list(pitch.figures or ()), f"{where}.figures")
    if len(pitch.figures or ()) > MOST_FIGURES:
        raise error(
            "taille", "Cette liste est trop longue", f"{where}.figures", read=len(pitch.figures or ()),
            expected=f"{MOST_FIGURES} au plus",
        )  # fmt: skip
    for rank, key in enumerate(pitch.figures or ()):
        _check_key(key, f"{where}.figures[{rank}]")
    longest = {one.code: one.longest for one in frame().part}
    for rank, one in enumerate(pitch.said):
        if len(one.text) > longest[one.code]:
            raise error(
                "taille", "Ce texte est trop long", f"{where}.said[{rank}].text", read=len(one.text),
                expected=f"{longest[one.code]} caractères au plus",
            )  # fmt: skip


def _check_common_shock(saved: Saved) -> None:
    for name in ("chance", "share"):
        share = getattr(saved.plan.common_shock, name)
        if not 0.0 <= share <= 1.0:
            raise error(
                "part", "Cette part n’est pas possible", f"{ROOT}.plan.common_shock.{name}", read=share,
                expected="de 0 à 1",
            )  # fmt: skip


def _amounts(row: Any) -> tuple[tuple[str, Any], ...]:
    names = ("amount", "hours", "rate", "less")
    return tuple((name, getattr(row, name)) for name in names if hasattr(row, name))


def _check_faults(saved: Saved) -> None:
    plan = saved.plan
    found = [
        *faults(plan),
        # Amounts first: a negative one cannot be shared out.
        *(one for one in activities.faults(saved.activities.activities, ()) if one.key),
    ]
    _refuse(found)
    found = [
        *(one for one in allocating.faults(plan, saved.activities) if one.key),
        *(fault for one in saved.alliances for fault in alliances.faults(one)),
        *faults_of_decisions(plan, saved.decisions),
        *faults_of_tasks(plan, saved.tasks),
        *(fault for one in saved.realised for fault in realised.faults(one)),
    ]
    _refuse(found)


def _refuse(found: Iterable[Fault]) -> None:
    for fault in found:
        if (fault.kind, fault.field) not in _MENDED and not _PAID.fullmatch(fault.field):
            raise _refused(fault)


def _refused(fault: Fault) -> ReadError:
    place = ".".join(part for part in (fault.kind, fault.key, fault.field) if part)
    return ReadError(
        "passation_valeur", fault.message.rstrip("."), field=f"{ROOT}.{place}"[:120],
        remedy=f"{fault.remedy} Ou bien\u00a0: {REMEDY[0].lower()}{REMEDY[1:]}",
    )  # fmt: skip
