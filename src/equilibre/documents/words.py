"""The words of the documents: codes of the model in French, figures and their lineage as text."""

from __future__ import annotations

from equilibre.accounts.totals import Basis
from equilibre.figures import Certainty, Figure, Input, ParameterUse, Status, Unit
from equilibre.formatting import NBSP, day, euros_exact, number, percent
from equilibre.model.results import SocioEconomicModel

INDEPENDENT = "logiciel indépendant\u202f; ni Le RAMEAU ni le ministère n’en sont responsables"
PUBLISHED_TITLE = "Lecture d’après les chiffres publiés"
ALERT_TITLE = "À regarder"

STATUSES: dict[Status, str] = {
    "etabli": "établi",
    "lecture": "lecture proposée",
    "convention": "convention de la plateforme",
}
CERTAINTIES: dict[Certainty, str] = {
    "mesure": "mesuré",
    "estime": "estimé",
    "suppose": "supposé",
    "non_mesure": "non mesuré",
}
STATES = {
    "non_mesure": "non mesuré",
    "mesure": "mesuré",
    "compte_aussi": "compté aussi dans les comptes",
    "non_calculable": "non calculable",
}
BASES: dict[Basis, str] = {
    "engagement": "comptes tenus en engagement",
    "tresorerie": "recettes et dépenses de l’année",
    "budget": "budget prévisionnel",
    "publie": "lignes publiées",
}
SIDES = {"produits": "produits", "charges": "charges", "total": "total", "actif": "actif", "passif": "passif"}
UNITS: dict[Unit, str] = {
    "centimes": "euros",
    "part": "part",
    "mois": "mois",
    "jours": "jours",
    "heures": "heures",
    "nombre": "nombre",
    "etp": "ETP",
    "ratio": "rapport",
    "euros_par_heure": "euros par heure",
}
_SUFFIXES: dict[Unit, str] = {
    "mois": "mois",
    "jours": "jours",
    "heures": "h",
    "etp": "ETP",
    "euros_par_heure": "€ par heure",
}
NOT_MEASURED = "non mesuré"


def document_title(model: SocioEconomicModel) -> str:
    """What the document is, on its first page and in its properties."""
    name = model.organisation or "votre association"
    if model.origin == "publie":
        return f"{PUBLISHED_TITLE}{NBSP}: {name}"
    kind = " (association fictive)" if model.origin == "fictif" and "fictive" not in name.lower() else ""
    return f"Le modèle socio-économique de {name}{kind}"


def value_in_words(value: int | float | None, unit: Unit) -> str:
    """« 12 400,50 € », « 57,4 % », « 1,3 mois »; « non mesuré » when there is none."""
    if value is None:
        return NOT_MEASURED
    if unit == "centimes":
        return euros_exact(round(value))
    if unit == "part":
        return percent(value, 1)
    places = 0 if float(value).is_integer() else 2
    suffix = _SUFFIXES.get(unit, "")
    return number(value, places) + (NBSP + suffix if suffix else "")


def input_in_words(entry: Input) -> str:
    """« + 740000 Subventions d'exploitation 61 000,00 € »."""
    value = "non renseigné" if entry.value is None else value_in_words(entry.value, entry.unit)
    reference = f"{entry.ref} " if entry.kind == "compte" and entry.ref != entry.label else ""
    return f"{entry.sign}{NBSP}{reference}{entry.label}{NBSP}: {value}"


def parameter_in_words(use: ParameterUse) -> str:
    """« SMIC horaire brut : 11.88 euros_par_heure, depuis le 1er novembre 2024 (établi ; décret…) »."""
    value = (
        number(use.value, 0 if float(use.value).is_integer() else 2)
        if not isinstance(use.value, str)
        else use.value
    )
    unit = use.unit.replace("_", " ")
    since = f", depuis le {day(use.valid_from)}" if use.valid_from else ""
    told = "\u202f; ".join(part for part in (STATUSES[use.status], use.source, use.note) if part)
    return f"{use.label}{NBSP}: {value} {unit}{since} ({told})"


def inputs_in_words(figure: Figure, *, most: int = 200, between: str = "\n") -> str:
    """The inputs one after the other; beyond ``most`` the others are counted."""
    lines = [input_in_words(entry) for entry in figure.inputs[:most]]
    if len(figure.inputs) > most:
        lines.append(f"… et {len(figure.inputs) - most} autres")
    return between.join(lines)


def parameters_in_words(figure: Figure) -> str:
    """One parameter a line."""
    return "\n".join(parameter_in_words(use) for use in figure.parameters)
