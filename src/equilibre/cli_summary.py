"""What the terminal shows: the sentence first, its doubt, then the figures that carry it."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Sequence

from equilibre import formatting
from equilibre.accounts.anomalies import Severity
from equilibre.accounts.totals import Basis, Reading
from equilibre.model.indicators import said
from equilibre.model.results import ExerciceModel, SocioEconomicModel
from equilibre.reference.parameters import Parameter

BASES: dict[Basis, str] = {
    "engagement": "comptes d’engagement",
    "tresorerie": "comptes de trésorerie",
    "budget": "budget prévisionnel",
    "publie": "chiffres publiés",
}
SEVERITIES: dict[Severity, str] = {
    "serieux": "sérieux",
    "a_verifier": "à vérifier",
    "information": "pour information",
}
STATUSES = {"etabli": "établi", "lecture": "lecture", "convention": "convention de la plateforme"}
SEPARATORS = {"\t": "tabulation", "|": "barre verticale", ";": "point-virgule", ",": "virgule"}
WIDEST, NARROWEST = 96, 40


def width() -> int:
    """Columns to write on: those of the terminal, within bounds that stay readable."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((88, 24)).columns))


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """A paragraph cut at the width of the terminal; non-breaking spaces are kept together."""
    return textwrap.fill(
        text,
        width(),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def rows(lines: Iterable[tuple[str, str, str]]) -> list[str]:
    """Label on the left, two columns on the right."""
    room = width() - 30
    shown = []
    for label, amount, share in lines:
        text = label if len(label) <= room else label[: room - 1] + "…"
        shown.append(f"  {text:<{room}} {amount:>16} {share:>9}".rstrip())
    return shown


def title(text: str) -> list[str]:
    """A blank line, the title, its rule."""
    return ["", text, "─" * len(text)]


def summary(model: SocioEconomicModel, readings: Sequence[Reading]) -> str:
    """The whole summary of the last exercice, and the path when there are several."""
    last = model.last
    lines = [*_heading(model, last), wrapped(last.sentence)]
    if last.doubt:
        lines.append(wrapped(last.doubt))
    lines += _totals(last) + _natures(last) + _family(last) + _pillars(last) + _ratios(last) + _solidity(last)
    lines += _path(model) + _questions(last) + _findings(last) + _read(readings)
    return "\n".join(lines) + "\n"


def _heading(model: SocioEconomicModel, last: ExerciceModel) -> list[str]:
    lines = [model.organisation] if model.organisation else []
    lines.append(
        wrapped(
            f"Exercice {last.label}, du {formatting.day(last.opening)} au {formatting.day(last.closing)} "
            f"({BASES[last.basis]})"
        )
    )
    if model.project.told:
        told = (model.project.vocation, model.project.missions, model.project.ambition)
        lines.append(wrapped("Projet\u00a0: " + " ".join(text for text in told if text), "  ", ""))
    else:
        lines.append("Lecture sans votre projet.")
    return [*lines, ""]


def _totals(last: ExerciceModel) -> list[str]:
    totals = last.totals
    shown = [("Ressources (classe 7)", formatting.euros_exact(totals.products), "")]
    if totals.charges is not None and totals.result is not None:
        shown += [
            ("Dépenses (classe 6)", formatting.euros_exact(totals.charges), ""),
            ("Résultat", formatting.euros_exact(totals.result), ""),
        ]
    if totals.in_kind:
        shown.append(("Contributions en nature comptées", formatting.euros_exact(totals.in_kind), ""))
    if totals.deferred:
        shown.append(("Déjà reçu ou promis, pas encore utilisé", formatting.euros_exact(totals.deferred), ""))
    return [*title("Les totaux"), *rows(shown)]


def _short(label: str) -> str:
    """« Soutiens (subventions, mécénat, dons) » → « Soutiens »."""
    return label.partition(" (")[0]


def _natures(last: ExerciceModel) -> list[str]:
    shares = formatting.whole_percentages([nature.amount for nature in last.natures])
    shown = [
        (_short(nature.label), formatting.euros(nature.amount), f"{share}\u00a0%")
        for nature, share in zip(last.natures, shares, strict=True)
    ]
    lines = [*title("D’où vient l’argent"), *rows(shown)]
    return lines + [
        f"  {_short(nature.label)}\u00a0: {formatting.euros(nature.public_amount)} publics, "
        f"{formatting.euros(nature.private_amount)} privés"
        for nature in last.natures
        if nature.public_amount is not None and nature.private_amount is not None and nature.amount
    ]


def _family(last: ExerciceModel) -> list[str]:
    family = last.family
    lines = title("La famille de modèle")
    if family.code is None:
        lines.append("  Non conclue\u00a0: une réponse manque.")
    else:
        lines.append(f"  {family.label} (confiance {formatting.percent(family.confidence)})")
    lines += [wrapped(reason, "    ", "  · ") for reason in family.reasons]
    if family.what_would_change and family.what_would_change not in last.doubt:
        lines.append(wrapped(family.what_would_change, "  "))
    return lines


def _pillars(last: ExerciceModel) -> list[str]:
    shown = []
    for pillar in last.pillars:
        amount = "non mesuré" if pillar.amount is None else formatting.euros(pillar.amount)
        shown.append((f"{pillar.label}, {pillar.corner}", amount, "" if pillar.complete else "en partie"))
    return [*title("Les trois piliers"), *rows(shown)]


def _ratios(last: ExerciceModel) -> list[str]:
    lines = title("Les trois repères")
    return lines + [
        wrapped(f"{ratio.label}\u00a0: {ratio.text}", "    ", "  · ")
        for ratio in last.ratios
        if ratio.scope == "organisation"
    ]


def _solidity(last: ExerciceModel) -> list[str]:
    told = [line for line in last.solidity if line.value is not None]
    if not told:
        return []
    lines = title("L’analyse financière, à côté")
    return lines + [wrapped(f"{line.label}\u00a0: {said(line)}", "    ", "  · ") for line in told]


def _path(model: SocioEconomicModel) -> list[str]:
    if len(model.exercices) < 2:
        return []
    lines = title("Le chemin")
    for one in model.exercices:
        shares = formatting.whole_percentages([nature.amount for nature in one.natures])
        natures = ", ".join(
            f"{_short(nature.label).lower()} {share}\u00a0%"
            for nature, share in zip(one.natures, shares, strict=True)
            if nature.amount
        )
        lines.append(wrapped(f"{one.label}\u00a0: {natures}", "    ", "  · "))
    return lines


def _questions(last: ExerciceModel) -> list[str]:
    lines: list[str] = []
    if last.asks:
        lines += title("Vos comptes ne le disent pas")
        lines += [wrapped(ask.question, "    ", "  ? ") for ask in last.asks if not ask.answer]
    if last.warnings:
        lines += title("Ce qui mérite attention")
        lines += [wrapped(alert.message, "    ", "  ! ") for alert in last.warnings]
    return lines


def _findings(last: ExerciceModel) -> list[str]:
    lines: list[str] = []
    for heading, mark, found in (
        ("Points forts", "+", last.findings.strengths),
        ("Fragilités", "−", last.findings.weaknesses),
    ):
        if found:
            lines += title(heading)
            lines += [wrapped(f"{one.title} {one.why}".strip(), "    ", f"  {mark} ") for one in found]
    if last.findings.actions:
        lines += title("Et maintenant")
        lines += [
            wrapped(f"{one.title} {one.first_half_hour}".strip(), "    ", "  → ")
            for one in last.findings.actions
        ]
    return lines


def _read(readings: Sequence[Reading]) -> list[str]:
    lines = title("Ce qui a été lu") if readings else []
    for reading in readings:
        lines += [wrapped(text, "    ", "  · ") for text in _understood(reading)]
    return lines


def _understood(reading: Reading, *, hint: bool = True) -> list[str]:
    """What was read and how; ``hint`` tells where the anomalies are listed."""
    source = reading.totals.source
    said = [
        source.format,
        f"{formatting.number(source.lines)} lignes" if source.lines else "",
        source.encoding,
    ]
    said += [SEPARATORS.get(source.separator, source.separator), source.producer]
    count = reading.totals.anomalies.count
    name = source.name or "Fichier"
    first = f"{name}\u00a0: {', '.join(part for part in said if part)}"
    if count:
        serious = sum(1 for item in reading.totals.anomalies.items if item.severity == "serieux")
        first += f"\u00a0; {formatting.number(count)} point{'s' if count > 1 else ''} à regarder"
        first += f", dont {serious} sérieux" if serious else ""
        first += " («\u00a0equilibre check\u00a0» les liste)" if hint else ""
    else:
        first += "\u00a0; rien à signaler"
    others = (
        f"Autres exercices trouvés dans ce fichier et non repris\u00a0: {', '.join(reading.other_exercices)}",
    )
    return [first, *reading.notes, *(others if reading.other_exercices else ())]


def anomalies(reading: Reading) -> str:
    """What ``equilibre check`` shows: the most serious first, each with its place and its remedy."""
    report = reading.totals.anomalies
    lines = [wrapped(text) for text in _understood(reading, hint=False)]
    order = list(SEVERITIES)
    items = sorted(report.items, key=lambda item: (order.index(item.severity), item.code, item.line or 0))
    code = ""
    for item in items:
        if item.code != code:
            code = item.code
            total = report.by_code.get(code, 0)
            lines += ["", f"{code} ({SEVERITIES[item.severity]}), {total} fois"]
        place = ", ".join(
            part
            for part in (
                f"ligne {item.line}" if item.line else "",
                f"champ {item.field}" if item.field else "",
            )
            if part
        )
        parts = [f"{place}\u00a0: " if place else "", item.message]
        parts.append(f" Lu\u00a0: «\u00a0{item.read}\u00a0»." if item.read else "")
        parts.append(f" Attendu\u00a0: {item.expected}." if item.expected else "")
        lines.append(wrapped("".join(parts), "    ", "  · "))
        lines.append(wrapped(item.remedy, "    ", "    → "))
    unlisted = report.count - len(report.items)
    if unlisted:
        lines += ["", f"{formatting.number(unlisted)} autres sont comptées sans être listées."]
    if not report.count:
        lines.append("Rien à signaler.")
    return "\n".join(lines) + "\n"


def parameters(shipped: Iterable[Parameter], version: str) -> str:
    """What ``equilibre reference`` shows: each value with its date, status and source."""
    lines = [f"Règles et données de référence, version {version}"]
    for parameter in shipped:
        lines += ["", wrapped(f"{parameter.label} [{parameter.key}]")]
        for dated in parameter.values:
            value = (
                f"{formatting.number(dated.value, _places(dated.value))} {parameter.unit.replace('_', ' ')}"
            )
            since = f"depuis le {formatting.day(dated.since)}\u00a0: {value}"
            source = f"{dated.source} ({dated.url})" if dated.url else dated.source
            lines.append(wrapped(f"{since} · {STATUSES[dated.status]} · {source}", "      ", "    "))
        if parameter.note:
            lines.append(wrapped(parameter.note, "    "))
    return "\n".join(lines) + "\n"


def _places(value: float) -> int:
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])
