"""From a traveller and a catalogue to dated steps. Same inputs, same plan, whatever the catalogue's order."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from equilibre.formatting import day, typographic
from equilibre.pathway.fit import Fit, reason
from equilibre.pathway.plans import Item, LeftOut, Pace, Plan, Reason, Step, Traveller
from equilibre.pathway.rules import rules

LEFT_OUT = 6
SHORT = 45
"""Minutes: a first step that fits one evening."""
NUMBERS = (
    "Aucune étape", "Une étape", "Deux étapes", "Trois étapes", "Quatre étapes", "Cinq étapes", "Six étapes",
    "Sept étapes", "Huit étapes", "Neuf étapes", "Dix étapes", "Onze étapes", "Douze étapes",
)  # fmt: skip


class CatalogueError(ValueError):
    """The catalogue cannot be planned: two items with one key, or items that need one another in a circle."""


@dataclass
class _Room:
    """What is left of the time and of the steps."""

    minutes: int
    steps: int
    taken: list[Item] = field(default_factory=list)

    def fits(self, group: Sequence[Item]) -> bool:
        return len(group) <= self.steps and sum(item.minutes for item in group) <= self.minutes

    def take(self, group: Sequence[Item]) -> None:
        self.taken.extend(group)
        self.steps -= len(group)
        self.minutes -= sum(item.minutes for item in group)


def plan(traveller: Traveller, catalogue: Sequence[Item]) -> Plan:
    """The path. Raises ``CatalogueError``.

    Never a done or removed item; what an item needs comes before it; minutes within the pace's budget; dates
    increasing, after the start and not past the deadline. Added items are in, unless no day is left for them.
    """
    return made(traveller, catalogue)


def made(
    traveller: Traveller,
    catalogue: Sequence[Item],
    *,
    held: frozenset[str] = frozenset(),
    spent: int = 0,
    walked: int = 0,
) -> Plan:
    """The same, holding to the items of an earlier plan, of which ``spent`` minutes and ``walked`` steps are
    done."""
    fit, by_key = Fit(traveller, held=held), _by_key(catalogue)
    rule, pace = rules(), traveller.pace
    notes: list[str] = []
    budget = rule.budget[pace] - spent
    possible = _possible_minutes(traveller)
    if possible is not None and possible < budget:
        budget = possible
        notes.append(
            f"D'ici à votre {_deadline_name(traveller)}, il reste le temps de {_duration(max(budget, 0))} "
            "environ : le parcours s'y tient."
        )
    room = _Room(minutes=budget, steps=max(rule.steps[pace] - walked, 0))
    points = {key: fit.points(item) for key, item in by_key.items() if fit.allowed(item)}
    _choose(room, points, by_key, fit)
    order = _ordered(room.taken, points, fit)
    dates = _dates(order, traveller)
    while order and dates is None:
        order = _without_the_least(order, points, fit)
        dates = _dates(order, traveller)
    order, dates, meeting = _at_a_meeting(order, dates or [], fit)
    steps = _steps(order, dates, fit, meeting)
    notes += _notes(steps, fit)
    if not spent and budget == rule.budget[pace]:
        notes += _far_from(pace, steps, room)
    return Plan(
        traveller=traveller,
        steps=steps,
        left_out=_left_out(points, by_key, order, room, fit),
        minutes=sum(step.minutes for step in steps),
        sentence=_sentence(steps, traveller),
        notes=tuple(typographic(note) for note in notes),
        rules_version=rule.version,
    )


def _by_key(catalogue: Sequence[Item]) -> dict[str, Item]:
    found = {item.key: item for item in sorted(catalogue, key=lambda item: item.key)}
    if len(found) != len(catalogue):
        raise CatalogueError("deux éléments du catalogue ont la même adresse")
    return found


def _possible_minutes(who: Traveller) -> int | None:
    """Minutes that the weeks before the deadline hold; None without a deadline."""
    if who.deadline is None:
        return None
    return max(int((who.deadline - who.start).days / 7 * who.hours_a_week * 60), 0)


def group_of(item: Item, by_key: dict[str, Item], *, has: Iterable[str], fit: Fit) -> list[Item] | None:
    """The item after all that it needs and that is neither done nor there; None when one of them was
    removed."""
    met, group, open_keys = set(has) | set(fit.who.done), list[Item](), set[str]()

    def visit(one: Item) -> bool:
        if one.key in met:
            return True
        if one.key in open_keys:
            raise CatalogueError(f"des éléments se demandent l'un l'autre : {one.key}")
        if one.key in fit.who.removed:
            return False
        open_keys.add(one.key)
        # A need that is no longer on the site cannot be asked of anybody.
        if not all(visit(by_key[need]) for need in sorted(one.needs) if need in by_key):
            return False
        open_keys.discard(one.key)
        met.add(one.key)
        group.append(one)
        return True

    return group if visit(item) else None


def _choose(room: _Room, points: dict[str, int], by_key: dict[str, Item], fit: Fit) -> None:
    """The best item first, with what it needs; then the best beside those chosen, until nothing fits."""
    least = fit.rules.weights.least
    if fit.who.low_cash and fit.rules.help.key in points:
        room.take([by_key[fit.rules.help.key]])
    left = {key for key, value in points.items() if value >= least} - {item.key for item in room.taken}
    while left and room.steps > 0:
        best = min(left, key=lambda key: (-_beside(by_key[key], points[key], room.taken, fit), key))
        left.discard(best)
        if _beside(by_key[best], points[best], room.taken, fit) < least:
            return
        group = group_of(by_key[best], by_key, has=(item.key for item in room.taken), fit=fit)
        if group is not None and room.fits(group):
            room.take(group)
            left -= {item.key for item in group}


def _beside(item: Item, points: int, taken: Sequence[Item], fit: Fit) -> int:
    """The points of an item beside those taken: another kind counts more, the same subject less."""
    w = fit.rules.weights
    kinds = {kind for one in taken for kind in one.medoc}
    same = sum(
        (bool(item.dimensions) and one.dimensions == item.dimensions) or _part(one) == _part(item)
        for one in taken
    )
    return points + (w.new_medoc if set(item.medoc) - kinds else 0) - w.same_subject * same


def _part(item: Item) -> str:
    """The part of the site that it is in: « /comprendre/odd-17/ »."""
    return item.key.rstrip("/").rpartition("/")[0]


def _ordered(items: Sequence[Item], points: dict[str, int], fit: Fit) -> list[Item]:
    """Help first, then the best, what is needed before what needs it, the board's meeting last, a short
    step to begin with."""
    keys = {item.key for item in items}
    last = set(fit.together) if fit.who.company == "conseil" else set()

    def wish(item: Item) -> tuple[bool, bool, int, str]:
        help_first = fit.who.low_cash and item.key == fit.rules.help.key
        return not help_first, item.key in last, -points.get(item.key, 0), item.key

    waiting, order = sorted(items, key=wish), list[Item]()
    while waiting:
        placed = {item.key for item in order}
        free = [item for item in waiting if not (set(item.needs) & keys) - placed]
        if not free:
            raise CatalogueError("des éléments se demandent l'un l'autre")
        chosen = free[0]
        if not order and not (fit.who.low_cash and chosen.key == fit.rules.help.key):
            chosen = next((item for item in free if item.minutes <= SHORT and item.key not in last), chosen)
        order.append(chosen)
        waiting.remove(chosen)
    return order


def _without_the_least(order: list[Item], points: dict[str, int], fit: Fit) -> list[Item]:
    """Without the least useful step that no other needs."""
    needed = {need for item in order for need in item.needs}
    free = [item for item in order if item.key not in needed]
    least = min(free, key=lambda item: (item.key == fit.rules.help.key, points.get(item.key, 0), item.key))
    return [item for item in order if item.key != least.key]


def _dates(
    order: Sequence[Item], who: Traveller, *, on: Mapping[str, dt.date] = MappingProxyType({})
) -> list[dt.date] | None:
    """A day at the latest for each, by the hours of a week; None when the deadline does not hold them.

    ``on``: key of an item → a day that it waits for.
    """
    gap, found, minutes, before = rules().days[who.pace], list[dt.date](), 0, who.start
    # Ready the day before, unless there is no day before.
    days = None if who.deadline is None else (who.deadline - who.start).days
    room = days if days is None or days < 2 else days - 1
    if room is not None and order:
        gap = max(min(gap, room // len(order)), 1)
    for item in order:
        minutes += item.minutes
        weeks = minutes / (max(who.hours_a_week, 0.25) * 60)
        due = max(before + dt.timedelta(days=gap), who.start + dt.timedelta(days=int(weeks * 7)))
        due = max(due, on.get(item.key, due))
        found.append(due)
        before = due
    if room is not None and found and (found[-1] - who.start).days > room:
        return None
    return found


def _at_a_meeting(
    order: list[Item], dates: list[dt.date], fit: Fit
) -> tuple[list[Item], list[dt.date], tuple[str, Reason] | None]:
    """The step to discuss, on the day of the next conseil (or bureau) when it is ready by then and the plan
    still holds; its key and the reason. Everything as it was otherwise."""
    who, board = fit.who, fit.rules.board
    meetings = (
        (who.next_board, "Votre prochain conseil d'administration est ce jour-là."),
        (who.next_office, "Votre prochaine réunion de bureau est ce jour-là."),
    )
    item = next((one for one in order if one.key in board.keys), None)
    if item is None or any(item.key in one.needs for one in order):
        return order, dates, None
    others = [one for one in order if one is not item]
    last = who.deadline or dates[-1] + dt.timedelta(days=board.after)
    for day_of, why in meetings:
        if day_of is None or not who.start < day_of <= last:
            continue
        before = sum(due < day_of for due in _dates(others, who) or ())
        moved = [*others[:before], item, *others[before:]]
        after = _dates(moved, who, on={item.key: day_of})
        ready = set(item.needs) & {one.key for one in others} <= {one.key for one in others[:before]}
        # Nothing goes before the help, not even a board that meets tomorrow.
        help_first = order[0].key != fit.rules.help.key or moved[0] is order[0]
        if ready and help_first and after is not None and after[before] == day_of:
            return moved, after, (item.key, reason("reunion", why))
    return order, dates, None


def _steps(
    order: Sequence[Item], dates: Sequence[dt.date], fit: Fit, meeting: tuple[str, Reason] | None = None
) -> tuple[Step, ...]:
    prepares = {need: item.title for item in reversed(order) for need in item.needs}
    said: Counter[str] = Counter()
    steps = []
    for rank, (item, due) in enumerate(zip(order, dates, strict=True), start=1):
        reasons = fit.reasons(item, prepares=prepares.get(item.key, ""))
        at_meeting = meeting is not None and meeting[0] == item.key
        if meeting is not None and at_meeting:
            reasons = (meeting[1], *reasons)
        # The most personal reason first, unless the page has already said that very sentence three times.
        first = next((one for one in reasons if said[one.text] < 3 and one.code != "public"), reasons[0])
        said[first.text] += 1
        steps.append(
            Step(
                item=item,
                rank=rank,
                due=due,
                minutes=item.minutes,
                reasons=(first, *(one for one in reasons if one is not first)),
                together=at_meeting
                or item.key in fit.together
                or (fit.who.company == "accompagne" and rank == 1),
            )
        )
    return tuple(steps)


def _notes(steps: Sequence[Step], fit: Fit) -> list[str]:
    who = fit.who
    notes = []
    keys = {step.item.key for step in steps}
    if set(who.added) - keys - set(who.done):
        notes.append(
            "Une page que vous avez ajoutée ne tient pas dans ce temps : allongez-le pour la retrouver."
        )
    if who.formats and steps and not any(step.item.format in who.formats for step in steps):
        notes.append(
            "Rien de ce que vous préférez comme format ne convient ici : d'autres formats le remplacent."
        )
    return notes


def _far_from(pace: Pace, steps: Sequence[Step], room: _Room) -> list[str]:
    """What to say of a pace in hours of which the pages take less than half."""
    minutes = sum(step.minutes for step in steps)
    whole = rules().budget[pace]
    if not steps or pace == "mois" or minutes * 2 >= whole:
        return []
    if room.steps <= 0:
        return [
            f"Ces pages se lisent en {_duration(minutes)} : le reste de vos {_duration(whole)} sert à "
            "faire ce qu'elles proposent."
        ]
    return [
        f"Il ne faut pas plus de {_duration(minutes)} pour l'essentiel de ce que le site propose "
        "sur ce que vous avez dit."
    ]


def _left_out(
    points: dict[str, int], by_key: dict[str, Item], order: Sequence[Item], room: _Room, fit: Fit
) -> tuple[LeftOut, ...]:
    keys = {item.key for item in order}
    near = [key for key, value in points.items() if value >= fit.rules.weights.least and key not in keys]
    near.sort(key=lambda key: (-points[key], key))
    return tuple(LeftOut(item=by_key[key], why=_why(by_key[key], room)) for key in near[:LEFT_OUT])


def _why(item: Item, room: _Room) -> str:
    if item.minutes > room.minutes:
        return reason("temps", f"Elle demande {_duration(item.minutes)} : il n'en reste pas assez.").text
    if room.steps <= 0:
        return reason("etapes", "Le parcours a déjà autant d'étapes qu'il peut en tenir.").text
    return reason(
        "sujet", "D'autres étapes traitent déjà ce sujet, ou ce qu'elle demande avant est trop long."
    ).text


def _sentence(steps: Sequence[Step], who: Traveller) -> str:
    count = NUMBERS[len(steps)] if len(steps) < len(NUMBERS) else f"{len(steps)} étapes"
    if not steps:
        return typographic("Aucune étape ne tient dans ce temps.")
    minutes = sum(step.minutes for step in steps)
    if who.deadline is not None:
        until = f", avant votre {_deadline_name(who)} du {day(who.deadline)}"
    else:
        until = f", d'ici au {day(steps[-1].due)}"
    return typographic(f"{count}, {_duration(minutes)} en tout{until}.")


def _deadline_name(who: Traveller) -> str:
    return who.deadline_label or "échéance"


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h\u00a0{rest:02d}" if rest else f"{hours}\u00a0h"
