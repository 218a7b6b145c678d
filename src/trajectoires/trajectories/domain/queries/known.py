"""What is known already at each step, from what the trajectory holds: with figures, in both readings."""

from __future__ import annotations

from collections.abc import Callable

from equilibre.formatting import NBSP, euros, number, quoted, typographic
from equilibre.trajectory.checking import faults
from equilibre.trajectory.digest import FindingDigest
from equilibre.trajectory.hypotheses import Side
from equilibre.trajectory.projection import both
from equilibre.trajectory.wording import month_words
from trajectoires.trajectories.domain.queries.reading import in_one_sentence, period
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import READINGS

Facts = tuple[str, ...]


def known(saved: Saved, code: str) -> Facts:
    """Sentences for the step of this code; none when nothing is known."""
    return tuple(typographic(words) for words in _TOLD[code](saved))


def counted(count: int, one: str, several: str) -> str:
    """« 1 action », « 3 actions »."""
    return f"{count}{NBSP}{one if count < 2 else several}"


def _total(saved: Saved, side: Side, *, acquired: bool = False) -> int:
    return sum(
        line.amount
        for line in saved.plan.lines
        if line.side == side and (not acquired or line.status == "acquis")
    )


def _preparing(saved: Saved) -> Facts:
    costs = _total(saved, "cost")
    if not costs:
        return ("Aucune dépense n’est saisie : nous ne savons pas encore combien de mois la banque couvre.",)
    months = saved.plan.opening_cash * 12 / costs
    spoken = f"{number(months, 1)} mois de dépenses" if months > 0 else "moins que zéro"
    return (f"En banque au départ : {euros(saved.plan.opening_cash)}, soit {spoken}.",)


def _project(saved: Saved) -> Facts:
    names = quoted(one.label for one in saved.activities.activities)
    written = f"Activités décrites : {names}." if names else "Aucune activité n’est décrite."
    if saved.model is None:
        return ("Aucun modèle repris : vos trois lignes de projet ne sont pas connues ici.", written)
    told = (
        ("Vocation", saved.model.vocation),
        ("Missions", saved.model.missions),
        ("Ambition à trois ans", saved.model.ambition),
    )
    lines = tuple(f"{name} : {words}" for name, words in told if words)
    return (
        *(lines or ("Votre modèle est lu sans votre projet : les trois lignes restent à écrire.",)),
        written,
    )


def _model(saved: Saved) -> Facts:
    plan = saved.plan
    if not plan.lines:
        return ("Aucune ligne n’est saisie.",)
    sides = [sum(line.side == side for line in plan.lines) for side in ("resource", "cost")]
    facts = [
        f"{counted(sides[0], 'ligne', 'lignes')} de ressources. Acquis seulement : "
        f"{euros(_total(saved, 'resource', acquired=True))} ; "
        f"tout compris : {euros(_total(saved, 'resource'))}.",
        f"{counted(sides[1], 'ligne', 'lignes')} de charges : {euros(_total(saved, 'cost'))}.",
    ]
    if saved.model is not None:
        last = saved.model.exercices[-1]
        facts += [last.sentence, *((last.doubt,) if last.doubt else ())]
    return tuple(facts)


def _diagnosis(saved: Saved) -> Facts:
    risks = sum(not one.chosen for one in saved.plan.shocks)
    written = f"{counted(risks, 'risque écrit', 'risques écrits')}." if risks else "Aucun risque écrit."
    if saved.model is None:
        return ("Aucun modèle repris : ni forces ni fragilités lues dans des comptes.", written)
    waiting = counted(len(saved.model.questions), "question reste ouverte", "questions restent ouvertes")
    return (
        _listed("Forces lues dans les comptes", saved.model.strengths),
        _listed("Fragilités lues dans les comptes", saved.model.fragilities),
        f"{waiting} sur la page du modèle.",
        written,
    )


def _listed(name: str, found: tuple[FindingDigest, ...]) -> str:
    if not found:
        return f"{name} : aucune. Vos comptes seuls ne le disent pas."
    return f"{name} : {quoted(one.title for one in found)}."


def _ambition(saved: Saved) -> Facts:
    facts = [f"La trajectoire regarde {period(saved.plan)}."]
    if saved.model is not None and saved.model.ambition:
        facts.append(f"Ambition déjà écrite : {saved.model.ambition}")
    if not faults(saved.plan):
        held = both(saved.plan, saved.plan.scenarios[0])
        last = held["tout"].years[-1].label
        amounts = " ; ".join(
            f"{READINGS[name].lower()} {euros(held[name].years[-1].result)}" for name in READINGS
        )
        facts.append(f"« {saved.plan.scenarios[0].label} », résultat de {last} : {amounts}.")
    return tuple(facts)


def _levers(saved: Saved) -> Facts:
    actions = saved.plan.actions
    if not actions:
        return ("Aucune action n’est écrite.",)
    work = sum(one.etp for one in actions)
    return (
        f"{counted(len(actions), 'action écrite', 'actions écrites')} : "
        + quoted(one.label for one in actions)
        + ".",
        "Acquis seulement, elles n’apportent rien ; tout compris, "
        f"{euros(sum(one.yearly for one in actions))} par an en croisière, si toutes réussissent. "
        f"Elles coûtent {euros(sum(one.cost_once for one in actions))} au départ, puis "
        f"{euros(sum(one.cost_yearly for one in actions))} par an"
        + (f", et {number(work, 1)}{NBSP}équivalent temps plein." if work else "."),
    )


def _trajectory(saved: Saved) -> Facts:
    scenarios = saved.plan.scenarios
    facts = [
        f"{counted(len(scenarios), 'scénario', 'scénarios')}. "
        f"« {saved.scenario().label} » s’ouvre en premier.",
        in_one_sentence(saved),
    ]
    if not faults(saved.plan):
        held = both(saved.plan, saved.scenario())
        low = " ; ".join(
            f"{READINGS[name].lower()} {euros(held[name].deepest[0])} en {month_words(held[name].deepest[1])}"
            for name in READINGS
        )
        facts.append(f"En banque, au plus bas : {low}.")
    return tuple(facts)


def _following(saved: Saved) -> Facts:
    led = [one for one in saved.plan.actions if one.key in saved.scenario().actions]
    waiting = sum(one.status == "a_prendre" for one in saved.decisions)
    done = sum(one.status == "fait" for one in saved.tasks)
    tasks = counted(len(saved.tasks), "tâche", "tâches")
    return (
        *(
            f"« {one.label} » commence en {month_words(one.starts)} et "
            + (
                f"apporte son premier euro en {month_words(one.starts.plus(one.delay))}."
                if one.yearly
                else "ne rapporte pas d’argent."
            )
            for one in sorted(led, key=lambda one: one.starts)
        ),
        *(() if led else (f"Le scénario « {saved.scenario().label} » ne retient aucune action.",)),
        f"{counted(waiting, 'décision datée reste', 'décisions datées restent')} à prendre."
        if waiting
        else "Aucune décision datée n’est à prendre.",
        f"Plan d’action : {tasks}, dont {done} {'faite' if done < 2 else 'faites'}."
        if saved.tasks
        else "Le plan d’action est vide.",
    )


_TOLD: dict[str, Callable[[Saved], Facts]] = {
    "preparer": _preparing,
    "projet": _project,
    "modele": _model,
    "diagnostic": _diagnosis,
    "ambition": _ambition,
    "leviers": _levers,
    "trajectoire": _trajectory,
    "suivi": _following,
}
