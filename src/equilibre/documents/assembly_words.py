"""What a presenter says: the message of each slide, the sentence under its chart, notes to speak from.

Notes are in three parts: what to say, the question that is likely, how it can be answered. They quote the
figures of the plan and nothing else; what only the presenter knows is left for them to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from equilibre.documents.assembly_data import (
    NOTHING_ACQUIRED,
    Assembly,
    base_lines,
    counted_words,
)
from equilibre.documents.trajectory_data import TO_CHECK, WHAT_IT_IS
from equilibre.drawings.cash_line import cash_line_svg
from equilibre.drawings.years import years_svg
from equilibre.formatting import NBSP, NNBSP, day, euros, percent, quoted, typographic, whole_percentages
from equilibre.trajectory.deadlines import cash_runs_short
from equilibre.trajectory.deciding import DatedDecision
from equilibre.trajectory.hypotheses import Line, Reading, Scenario, ScenarioKind
from equilibre.trajectory.projection import WATCHED
from equilibre.trajectory.results import Projection
from equilibre.trajectory.wording import balance, in_two_sentences, month_words

Told = Mapping[Reading, Projection]
TITLE_LABEL = 44
"""Signs of a name inside a title; the chart under it has all of them."""
Source = Literal["public", "prive", "investissement_societal", "revenus_activite", "membres", "autre"]
SOURCES: dict[Source, str] = {
    "public": "Soutiens publics",
    "prive": "Soutiens privés (mécénat, dons)",
    "investissement_societal": "Investissement sociétal",
    "revenus_activite": "Revenus d’activité",
    "membres": "Membres (cotisations)",
    "autre": "Autres",
}
"""Natures of resources, with support always split (field rule 5)."""
KIND_WORDS: dict[ScenarioKind, str] = {
    "fil_de_l_eau": "rien de nouveau n’est décidé",
    "prudent": "ce qui est incertain tourne mal",
    "choisi": "ce que nous voulons tenir",
    "repli": "réduire, mettre en pause, se regrouper, pour protéger le projet et les personnes",
}


def source_of(line: Line) -> Source:
    """Where a resource is drawn."""
    if line.nature == "subventionnement":
        return "public" if line.public else "prive"
    known: dict[str, Source] = {
        "investissement_societal": "investissement_societal",
        "revenus_activite": "revenus_activite",
        "membres": "membres",
    }
    return known.get(line.nature, "autre")


def cut(label: str, most: int = TITLE_LABEL) -> str:
    """A name that holds in a title: « Subventions publiques de fonctionnement… »."""
    return label if len(label) <= most else f"{label[: most - 1].rstrip(' ,;(')}…"


def cited(label: str, most: int = TITLE_LABEL) -> str:
    """« The name » in French quotes, cut when it is long."""
    return quoted([cut(label, most)])


def notes(say: str, question: str, answer: str, *more: str) -> list[str]:
    """The notes of a slide, a paragraph each; what is empty is left out."""
    return [
        f"À dire{NBSP}: {typographic(say)}",
        f"La question probable{NBSP}: «{NBSP}{typographic(question)}{NBSP}»",
        f"Pour répondre{NBSP}: {typographic(answer)}",
        *(typographic(text) for text in more if text),
    ]


# --- The opening ------------------------------------------------------------------------------------------


def opening_notes(assembly: Assembly) -> list[str]:
    """Of the first slide."""
    return notes(
        "Nous allons voir d’où nous partons, ce qui peut arriver, ce que nous avons choisi et ce que nous "
        "vous demandons. Gardez les deux phrases de cette page : tout le reste les explique.",
        "Est-ce une prévision ?",
        "Non. C’est ce qui arrive si nos hypothèses sont vraies. Chaque montant est lu dans nos comptes, "
        "ou saisi par nous ; la dernière page les rappelle.",
    )


def help_notes() -> list[str]:
    """Of the slide that goes before any scenario."""
    return notes(
        "Avant de parler des années qui viennent, il faut parler du mois qui vient. "
        "Voici ce qu’il y a en banque, et qui nous appelons, dans cet ordre.",
        "Allons-nous pouvoir payer les salaires ?",
        "Dites ce que vous savez des prochains versements et de leurs dates. Ne promettez rien qui ne "
        "soit pas signé.",
        "À préparer : le relevé du jour, les paiements du mois, qui a déjà été appelé.",
    )


def messages(assembly: Assembly) -> tuple[str, ...]:
    """The two sentences of the first slide; why there is only half a reading when nothing is acquired."""
    said = in_two_sentences(assembly.readings)
    return (*said, NOTHING_ACQUIRED) if assembly.untold else said


# --- The base year ----------------------------------------------------------------------------------------


def base_title(assembly: Assembly) -> str:
    """« En 2025 : 46 % de soutiens, 37 % de revenus d’activité »."""
    told = [f"{percent(share)} {_of(name)}" for name, share in _shares(assembly)[:2] if share > 0]
    if not told:
        return f"D’où nous partons{NBSP}: {assembly.base_label}"
    return f"En {assembly.base_label}{NBSP}: {', '.join(told)}"


def _shares(assembly: Assembly) -> list[tuple[str, float]]:
    """The natures of the accounts, or of the lines, the largest first."""
    base = assembly.base
    if base is not None:
        told = ((one.label.partition(" (")[0], one.share) for one in base.natures)
        return sorted(told, key=lambda one: -one[1])
    lines = base_lines(assembly.plan)
    total = sum(one.amount for one in lines)
    amounts: dict[str, int] = {}
    for one in lines:
        source = source_of(one)
        name = "Soutiens" if source in ("public", "prive") else SOURCES[source].partition(" (")[0]
        amounts[name] = amounts.get(name, 0) + one.amount
    return sorted(((name, cents / total) for name, cents in amounts.items()), key=lambda one: -one[1])


def _of(name: str) -> str:
    """« de soutiens », « d’investissement sociétal », « hors natures »."""
    lower = name[:1].lower() + name[1:]
    if lower.startswith("hors "):
        return lower
    return f"d’{lower}" if lower[:1] in "aeiouyhé" else f"de {lower}"


def base_sentence(assembly: Assembly) -> str:
    """The sentence of the model; without accounts, what the largest resource weighs."""
    if assembly.base is not None:
        return f"Ce que disent les comptes{NBSP}: «{NBSP}{assembly.base.sentence}{NBSP}»"
    return typographic(f"Montants de départ, saisis à la main. {largest_words(assembly)}")


def largest_words(assembly: Assembly) -> str:
    """« La plus grosse ressource, « Ville », fait 50 % des montants de départ. »"""
    lines = base_lines(assembly.plan)
    part = whole_percentages([one.amount for one in lines])[0]
    name = cited(lines[0].label, 80)
    return typographic(f"La plus grosse ressource, {name}, fait {part} % des montants de départ.")


def base_notes(assembly: Assembly) -> list[str]:
    """Of the base year."""
    left = assembly.left_out
    return notes(
        f"Voici d’où venait notre argent en {assembly.base_label}. Chaque barre est une ressource, chaque "
        f"couleur une manière d’être financé. {largest_words(assembly)}",
        "Ne dépendons-nous pas trop d’un seul financeur ?",
        "Une grosse part n’est pas une faiblesse en soi. Ce qui compte, c’est la durée de l’engagement et le "
        "temps que nous aurions pour nous retourner.",
        "À préparer : pour vos deux plus grosses ressources, jusqu’à quand elles sont promises.",
        "" if assembly.base is None else assembly.base.doubt,
        f"{euros(left)} de produits de {assembly.base_label} ne sont pas dans ce dessin : ils ne reviennent "
        "pas d’eux-mêmes (produits exceptionnels, reprises, fonds déjà mis de côté)."
        if left > 0
        else "",
    )


# --- The years --------------------------------------------------------------------------------------------


def years_title(assembly: Assembly) -> str:
    """What both readings say of the results."""
    sure, whole = (_first_loss(assembly.readings[name]) for name in ("acquis", "tout"))
    if whole is not None:
        return f"Même tout compris, il manque {euros(-whole[1])} en {whole[0]}"
    if assembly.untold:
        return f"Tout compris, chaque année tient{NNBSP}; rien n’est encore marqué acquis"
    if sure is not None:
        prudent = f"avec l’acquis seul, il manque {euros(-sure[1])} en {sure[0]}"
        return f"Tout compris, chaque année tient{NNBSP}; {prudent}"
    return "Chaque année tient, même avec ce qui est acquis seulement"


def _first_loss(projection: Projection) -> tuple[str, int] | None:
    return next(((year.label, year.result) for year in projection.years if year.result < 0), None)


def years_sentence(assembly: Assembly) -> str:
    """How much of the costs is covered by what is acquired."""
    return years_svg(assembly.readings).sentence


def years_notes(assembly: Assembly) -> list[str]:
    """Of the results, year by year."""
    pairs = zip(assembly.readings["acquis"].years, assembly.readings["tout"].years, strict=True)
    figures = [
        f"{whole.label}{NBSP}: acquis seulement, {balance(sure.result)}{NNBSP}; tout compris, "
        f"{balance(whole.result)}."
        for sure, whole in pairs
    ]
    return notes(
        "Deux barres par année. La première compte ce qui est déjà acquis et toutes les charges ; la seconde "
        "compte aussi ce qui est demandé ou à rechercher. Entre les deux, ce qu’il nous reste à obtenir.",
        "Pourquoi montrer des pertes qui n’arriveront peut-être pas ?",
        "Parce qu’elles arrivent si rien de plus ne vient. Ce n’est pas ce que nous attendons : c’est ce que "
        "nous voulons éviter.",
        " ".join(figures),
    )


# --- Cash -------------------------------------------------------------------------------------------------


def cash_title(assembly: Assembly) -> str:
    """The lowest point of the months that are drawn, and whether it is under a month of spending."""
    reading: Reading = "tout" if assembly.untold else "acquis"
    told = assembly.readings[reading]
    which = "Tout compris" if assembly.untold else "Avec l’acquis seul"
    low, when = told.lowest, month_words(told.lowest_month)
    if low < 0:
        return f"{which}, il manque {euros(-low)} en banque fin {when}"
    short = cash_runs_short(assembly.plan, told)
    if short is not None and short.since(assembly.plan.first_month) < WATCHED:
        return f"{which}, il reste moins d’un mois de dépenses en banque fin {month_words(short)}"
    return f"{which}, au plus bas, {euros(low)} en banque fin {when}"


def cash_sentence(assembly: Assembly) -> str:
    """The lowest points in both readings."""
    return cash_line_svg(assembly.plan, assembly.readings).sentence


def cash_notes(assembly: Assembly) -> list[str]:
    """Of the bank, month by month."""
    low = assembly.readings["tout" if assembly.untold else "acquis"]
    which = "tout compris" if assembly.untold else "avec l’acquis seul"
    later, at = low.deepest
    further = (
        f" Plus loin que le dessin, elle descend encore : {euros(later)} fin {month_words(at)}."
        if later < low.lowest
        else ""
    )
    return notes(
        "Un bon résultat et de l’argent en banque, ce n’est pas la même chose : une aide peut être "
        f"acquise en janvier et versée en juillet. Le point le plus bas du dessin, {which}, est fin "
        f"{month_words(low.lowest_month)} : {euros(low.lowest)}. Le trait en pointillé est un mois de "
        f"dépenses.{further}",
        "Que se passe-t-il si un versement tarde ?",
        "Notre résultat ne change pas, mais le point le plus bas peut descendre encore.",
        "À préparer : de qui vous attendez les plus gros versements, et quand vous saurez s’ils viennent.",
        "Chaque point est une fin de mois : un creux au milieu du mois n’est pas vu.",
    )


# --- Scenarios --------------------------------------------------------------------------------------------


def scenarios_title(told: Sequence[tuple[Scenario, Told]]) -> str:
    """The chosen one and the next, each with its last year, tout compris."""
    year = told[0][1]["tout"].years[-1].label
    said = [f"{cited(one.label, 32)}, {balance(both['tout'].years[-1].result)}" for one, both in told[:2]]
    return f"En {year}, tout compris{NBSP}: {f'{NNBSP}; '.join(said)}"


def scenarios_sentence(told: Sequence[tuple[Scenario, Told]]) -> str:
    """The lowest point in the bank of each, on what is acquired only."""
    said = [f"{cited(one.label, 32)}, {euros(both['acquis'].lowest)}" for one, both in told]
    months = min(WATCHED, len(told[0][1]["acquis"].monthly_cash))
    return (
        f"Avec l’acquis seul, au plus bas en banque sur {months}{NBSP}mois{NBSP}: {f'{NNBSP}; '.join(said)}."
    )


def scenarios_notes(told: Sequence[tuple[Scenario, Told]]) -> list[str]:
    """Of scenarios side by side."""
    figures = [
        typographic(
            f"« {one.label} » ({KIND_WORDS[one.kind]}) : en {both['tout'].years[-1].label}, "
            f"{balance(both['acquis'].years[-1].result)} avec l’acquis seul, "
            f"{balance(both['tout'].years[-1].result)} tout compris ; au plus bas en banque, toutes les "
            f"années, {euros(both['acquis'].deepest[0])} et {euros(both['tout'].deepest[0])}."
        )
        for one, both in told
    ]
    return notes(
        "À gauche, ce qui reste la dernière année ; à droite, le point le plus bas en banque. Aucun scénario "
        "n’est noté : chacun protège quelque chose et demande quelque chose.",
        "Pourquoi celui-là plutôt qu’un autre ?",
        "C’est un choix, pas un calcul. Dites ce qu’il protège du projet, ce qu’il demande aux personnes, et "
        "ce que vous ferez s’il tourne mal.",
        *figures,
    )


# --- Levers -----------------------------------------------------------------------------------------------


def levers_title(assembly: Assembly) -> str:
    """« 2 actions : 18 000 € par an en croisière, pour 2 000 € au départ et 4 600 € par an de coût »."""
    found = assembly.actions
    if not found:
        return f"Ce que nous réduisons ou arrêtons{NBSP}: {cited(assembly.reductions[0].label)}"
    count = "Une action" if len(found) == 1 else f"{len(found)}{NBSP}actions"
    once, yearly = sum(one.cost_once for one in found), sum(one.cost_yearly for one in found)
    brings = sum(one.yearly for one in found)
    spent = f"{euros(once)} au départ et {euros(yearly)} par an de coût"
    keys = {one.key for one in found}
    bought = sum(one.cost for one in assembly.plan.investments if one.action in keys)
    spent += f", plus {euros(bought)} d’achats" if bought else ""
    return f"{count}{NBSP}: {euros(brings)} par an en croisière, pour {spent}"


def levers_notes(assembly: Assembly) -> list[str]:
    """Of the actions."""
    paid = []
    for one in assembly.actions:
        bought = sum(each.cost for each in assembly.plan.investments if each.action == one.key)
        more = f", et {euros(bought)} d’achats" if bought else ""
        spent = euros(one.cost_once + one.cost_yearly)
        paid.append(f"{cited(one.label, 80)} : {spent} dépensés en un an{more}, qu’elle réussisse ou non.")
    return notes(
        "Chaque action a un effet, un délai et un risque. On paie avant de recevoir : c’est pour cela "
        "qu’elle se décide tôt.",
        "Et si cela ne marche pas ?",
        "Ce qu’elle aura coûté restera dépensé. Nous regarderons si elle avance, et nous l’arrêterons s’il "
        "le faut.",
        "À préparer : le signe qui montrera que cela marche, et le jour où vous le regarderez.",
        *paid,
    )


# --- Dates ------------------------------------------------------------------------------------------------


def dates_title(found: Sequence[DatedDecision]) -> str:
    """How many, and the first of them."""
    count = "Une décision à prendre" if len(found) == 1 else f"{len(found)}{NBSP}décisions à prendre"
    late = sum(one.late for one in found)
    if late:
        past = "une date est déjà passée" if late == 1 else f"{late}{NBSP}dates sont déjà passées"
        return f"{count}{NNBSP}; {past}"
    first = next((one.decide_by for one in found if one.decide_by is not None), None)
    if first is None:
        return f"{count}, sans date limite connue"
    when = f"au plus tard le {day(first)}"
    return f"{count} {when}" if len(found) == 1 else f"{count}, la première {when}"


def dates_notes(found: Sequence[DatedDecision]) -> list[str]:
    """Of the decisions: how each date is counted."""
    how = [f"{cited(one.decision.label, 80)}{NBSP}: {counted_words(one)}." for one in found]
    return notes(
        "Une décision prise trop tard ne sert plus. Chaque date part du jour où l’effet est voulu, et retire "
        "les délais que nous connaissons.",
        "Pourquoi décider si tôt ?",
        "Parce qu’il faut du temps entre une décision et son effet : convoquer, prévenir, préparer.",
        TO_CHECK,
        *how,
    )


# --- What is asked, what is assumed -----------------------------------------------------------------------


def asked_notes(assembly: Assembly) -> list[str]:
    """Of the resolutions."""
    return notes(
        "Voici ce que nous vous demandons. Je lis chaque résolution en entier avant de la mettre aux voix.",
        "Sommes-nous engagés si nous votons ce scénario ?",
        "C’est un cap de travail. Les hypothèses se révisent quand un fait les dément, et le conseil vous en "
        "rend compte.",
        "À faire d’abord : dire qui vote, combien de pouvoirs sont reçus, et si le quorum de vos statuts est "
        "atteint. Vos statuts disent aussi ce qu’un vote engage.",
        "" if assembly.base is not None else "À apporter : les comptes de l’exercice, qui ne sont pas ici.",
    )


def assumed_notes(assembly: Assembly) -> list[str]:
    """Of hypotheses and sources."""
    return notes(
        "Voici ce que nous avons supposé. Si une seule de ces lignes est fausse, les années changent. "
        "Laquelle vous inquiète le plus ?",
        "D’où viennent ces chiffres ?",
        " ".join(assembly.sources) or "De ce que nous avons saisi.",
        WHAT_IT_IS,
    )
