"""The method in French, written from the rules themselves: ``docs/method.md`` is this text, kept by a test.

``python -m equilibre.handbook`` prints it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

from equilibre.examples import fictitious_dossier
from equilibre.figures import Figure
from equilibre.formatting import day, number, percent
from equilibre.model.build import build_model
from equilibre.model.results import SocioEconomicModel
from equilibre.reference import RULES_VERSION, catalogue, chart, parameters
from equilibre.reference.placement import PlacementRule, label_rules, payer_rules

STATUS_WORDS = {
    "etabli": "établi : une source le dit",
    "lecture": "lecture : notre lecture d’une source",
    "convention": "convention : un choix de la plateforme",
}
SUBJECTS = (
    ("totaux", "Totaux"),
    ("ressources", "Ressources par ligne"),
    ("natures", "Natures de financement"),
    ("part_publique", "Part publique"),
    ("famille", "Famille"),
    ("personnes", "Richesses humaines"),
    ("financement", "Financement"),
    ("alliances", "Alliances"),
    ("piliers", "Piliers"),
    ("valeur", "Valeur totale"),
    ("charges", "Charges par nature"),
    ("usages", "Charges par usage"),
    ("activites", "Activités"),
    ("reperes", "Les trois repères"),
    ("solidite", "L’analyse financière, à côté"),
    ("compte_resultat", "Compte de résultat"),
    ("bilan", "Bilan en grandes masses"),
    ("seuils", "Seuils"),
)
_VARIANTS = re.compile(r"(?<=\.)(partenaire|activite)-\d+|(?<=activites\.)\d+|(?<=delai_)f\d+")
_GENERIC = re.compile(r"-n\b|\.n\.|_n\b")
INTRODUCTION = """# La méthode

Cette page est écrite à partir des règles du logiciel lui-même (règles {version}) : ne la modifiez pas à la
main, lancez `python -m equilibre.handbook > docs/method.md`.

Logiciel indépendant : ni Le RAMEAU ni le ministère n’en sont responsables. Chaque formule et chaque valeur
porte son statut :

- **{etabli}** ;
- **{lecture}** ;
- **{convention}**, jamais présentée comme celle de quelqu’un d’autre.

Il n’y a pas de note globale. Ce qui n’est pas mesuré n’est jamais compté zéro.

Les années à venir ont leur page, avec un exemple refait à la main :
[la méthode des trajectoires](method-trajectory.md).
"""


def method_page() -> str:
    """The whole page, in Markdown, without typographic spaces so that a reader can edit and search it."""
    model = build_model(fictitious_dossier())
    words = {key: value.split(" :")[0] + " :" + value.split(" :")[1] for key, value in STATUS_WORDS.items()}
    sections = (
        INTRODUCTION.format(version=RULES_VERSION, **words),
        _regimes(),
        _natures(),
        _lines(),
        _placement(),
        _families(),
        _formulas(model),
        _parameters(),
    )
    text = "\n".join(sections)
    return text.replace("\u00a0", " ").replace("\u202f", " ").rstrip() + "\n"


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(headers) + " |", "|" + "---|" * len(headers)]
    lines += ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _regimes() -> str:
    rows = [(r.code, r.label, day(r.since), r.source) for r in chart.regimes()]
    count = len(chart.entries())
    return (
        "## Plan comptable\n\n"
        f"{count} numéros, datés. Le régime se choisit par la date d’ouverture de l’exercice ; le préfixe le "
        "plus long l’emporte, zéros de droite ôtés puis complétés à trois chiffres. Un numéro d’un autre "
        "régime est lu, et signalé.\n\n" + _table(("Code", "Régime", "À compter du", "Source"), rows)
    )


def _natures() -> str:
    rows = [(n.label, n.description, n.status) for n in catalogue.natures().values()]
    return (
        "## Natures de financement\n\n"
        f"Source : {catalogue.source('natures')}. À l’écran on dit « soutiens » ; « subventionnement » est "
        "le mot du référentiel. Un seul dénominateur : le total de la classe 7.\n\n"
        + _table(("Nature", "Ce qu’elle veut dire", "Statut"), rows)
    )


def _lines() -> str:
    natures, families = catalogue.natures(), catalogue.families()
    rows = [
        (
            line.code,
            line.label,
            natures[line.nature].short,
            families[line.group].label if line.group else "aucun",
            line.status,
        )
        for line in catalogue.lines().values()
    ]
    return f"## Lignes de ressources\n\nSource : {catalogue.source('lignes')}.\n\n" + _table(
        ("Ligne", "Libellé", "Nature", "Groupe de famille", "Statut"), rows
    )


def _placement() -> str:
    return (
        "## Quand le libellé ou le financeur affine le numéro\n\n"
        "Le numéro range d’abord ; puis la première règle qui convient propose une autre ligne, le dit, et "
        "se corrige. Convention de la plateforme. Un libellé qui réunit plusieurs ressources n’est pas "
        "tranché par des mots : si la famille en dépend, l’outil demande le partage.\n\n"
        + _table(
            ("Comptes", "Ligne", "Parce que", "Sinon"),
            [_rule_row(rule) for rule in (*label_rules(), *payer_rules())],
        )
    )


def _rule_row(rule: PlacementRule) -> tuple[str, str, str, str]:
    accounts = ", ".join(rule.only or rule.prefixes)
    if rule.unless_prefixes:
        accounts += f" (sauf {', '.join(rule.unless_prefixes)})"
    return accounts, rule.line, rule.why, ", ".join(rule.could_be)


def _families() -> str:
    rows = [
        (f.label, f.description, f.strength, f.condition, f.status) for f in catalogue.families().values()
    ]
    return (
        "## Les sept familles\n\n"
        f"Source : {catalogue.source('familles')}. Une famille situe, elle ne juge pas.\n\n"
        + _table(("Famille", "Ce qu’elle décrit", "Atout", "Condition", "Statut"), rows)
        + f"\nUne source domine à partir de {_share('famille_part_dominante')} des produits avec "
        f"{_points('famille_avance')} points d’avance sur la deuxième ; sinon la lecture est « Mixte "
        "ou hybride ». Le bénévolat ne change jamais la famille. Si un compte réunit plusieurs ressources, "
        "toutes ses lectures sont essayées : une seule famille possible, elle est dite ; deux ou trois, la "
        "plus proche est dite avec l’hypothèse ; davantage, l’outil demande. Une combinaison de natures (à "
        "partir de "
        f"{_share('combinaison_part_minimale')} chacune) se dit à part, jamais comme une famille.\n"
    )


def _share(key: str) -> str:
    return percent(float(parameters.parameter(key).values[-1].value))


def _points(key: str) -> int:
    return round(100 * float(parameters.parameter(key).values[-1].value))


def _formulas(model: SocioEconomicModel) -> str:
    found: dict[str, Figure] = {}
    for exercice in model.exercices:
        for figure in exercice.figures.values():
            found.setdefault(_VARIANTS.sub(_generic_key, figure.key), figure)
    parts = [
        "## Formules\n\nLes chiffres de l’association fictive livrée avec le logiciel, avec leur formule. "
        "Chacun répond aussi à « D’où ça sort ? » dans l’outil.\n"
    ]
    headers = ("Adresse", "Chiffre", "Formule", "Statut", "Source")
    for prefix, title in SUBJECTS:
        figures = {k: f for k, f in found.items() if k == prefix or k.startswith(f"{prefix}.")}
        if figures:
            parts.append(f"### {title}\n\n" + _table(headers, _formula_rows(figures)))
    return "\n".join(parts)


def _generic_key(match: re.Match[str]) -> str:
    return f"{match.group(1)}-n" if match.group(1) else "n"


def _formula_rows(figures: dict[str, Figure]) -> list[tuple[str, ...]]:
    """One row per formula: figures that share formula, status and source share a row."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    labels: dict[tuple[str, str, str], list[str]] = {}
    for key, figure in figures.items():
        if key.startswith("activites.n.famille"):
            continue  # the same formulas as the family of the whole
        same = (figure.formula, figure.status, figure.source)
        rows.setdefault(same, []).append(f"`{key}`")
        labels.setdefault(same, []).append(_generic(figure, key))
    return [(", ".join(keys), " ; ".join(dict.fromkeys(labels[same])), *same) for same, keys in rows.items()]


def _generic(figure: Figure, key: str) -> str:
    """The label without the name of the example's partner or activity."""
    if not _GENERIC.search(key):
        return figure.label
    head, _, tail = figure.label.partition("\u00a0: ")
    if "partenaire-n" in key:
        return f"Partenaire : {tail}"
    return re.sub(r" \(.*\)$", "", head if key.startswith(("activites", "solidite")) else figure.label)


def _parameters() -> str:
    rows = []
    for parameter in parameters.all_parameters():
        for value in parameter.values:
            shown = number(value.value, 4).rstrip("0").rstrip(",")
            source = f"[{value.source}]({value.url})" if value.url else value.source
            rows.append(
                (f"`{parameter.key}`", parameter.label, f"{shown} {parameter.unit}", value.since.isoformat(),
                 value.status, source, value.checked.isoformat())
            )  # fmt: skip
    return (
        "## Paramètres datés\n\n"
        "Chaque valeur a une date, une unité, une source, un statut et le jour de sa dernière vérification. "
        "Quand aucune valeur n’est connue pour la date, la plus proche est donnée comme « dernière valeur "
        "connue ».\n\n"
        + _table(("Clé", "Paramètre", "Valeur", "À compter du", "Statut", "Source", "Vérifiée le"), rows)
    )


if __name__ == "__main__":
    sys.stdout.write(method_page())
