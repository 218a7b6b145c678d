"""How values are written on every page: one rounding, French typography, no arithmetic here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sized

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from equilibre import formatting
from equilibre.accounts.totals import SourceInfo
from equilibre.drawings.drawing import Drawing
from equilibre.figures import Certainty, Figure, Status, Unit
from equilibre.model.results import ExerciceModel, PillarReading
from trajectoires.ui.storage import BUNDLE, SHEETS, BundledStorage

register = template.Library()

STATUS_LABELS: dict[Status, str] = {
    "etabli": "établi",
    "lecture": "lecture proposée",
    "convention": "convention de la plateforme",
}
CERTAINTY_LABELS: dict[Certainty, str] = {
    "mesure": "mesuré",
    "estime": "estimé",
    "suppose": "supposé",
    "non_mesure": "non mesuré",
}
UNKNOWN = "non mesuré"


@register.filter
def euros(cents: int | None) -> str:
    """Whole euros; an unknown amount is said, never shown as zero."""
    return UNKNOWN if cents is None else formatting.euros(cents)


@register.filter
def euros_bare(cents: int) -> str:
    """Whole euros without their sign, in a table whose title says « en euros »."""
    return formatting.euros(cents).removesuffix(f"{formatting.NBSP}€")


@register.filter
def euros_exact(cents: int | None) -> str:
    """Euros and cents, « au centime »."""
    return UNKNOWN if cents is None else formatting.euros_exact(cents)


@register.filter
def euros_signed(cents: int | None) -> str:
    """A difference: « + 1 200 € », « − 300 € », « 0 € »."""
    if cents is None:
        return ""
    return ("+" + formatting.NNBSP if cents > 0 else "") + formatting.euros(cents)


@register.filter
def percent(share: float | None, places: int = 0) -> str:
    """A share 0–1 as a percentage."""
    return UNKNOWN if share is None else formatting.percent(share, places)


@register.filter
def percent_signed(share: float | None) -> str:
    """A relative difference: « + 12 % »."""
    if share is None:
        return ""
    return ("+" + formatting.NNBSP if share > 0 else "") + formatting.percent(share)


@register.filter
def day(date: dt.date) -> str:
    """« 1er janvier 2024 »; of a moment, the day it is here."""
    return formatting.day(timezone.localtime(date).date() if isinstance(date, dt.datetime) else date)


@register.filter
def inside(words: str) -> str:
    """« l’accord écrit » for « L’accord écrit », inside a sentence."""
    return formatting.inside(words)


@register.filter
def month(key: str) -> str:
    """« 2024-03 » → « mars 2024 »."""
    return formatting.month(key)


@register.filter
def number(value: float | None, places: int = 0) -> str:
    """A plain number with French separators."""
    return UNKNOWN if value is None else formatting.number(value, places)


@register.filter
def minutes(count: int) -> str:
    """« 8 min », « 1 h 30 »."""
    hours, rest = divmod(int(count), 60)
    if not hours:
        return f"{rest}{formatting.NBSP}min"
    return f"{hours}{formatting.NBSP}h{formatting.NBSP}{rest:02d}" if rest else f"{hours}{formatting.NBSP}h"


@register.filter
def plural(counted: int | Sized, forms: str) -> str:
    """``{{ 3|plural:"ligne,lignes" }}`` → « 3 lignes »; in French 0 and 1 are singular. A list is counted."""
    count = len(counted) if isinstance(counted, Sized) else counted
    one, _, many = forms.partition(",")
    return f"{formatting.number(count)}{formatting.NBSP}{many if count >= 2 else one}"


def value_text(value: float | str | None, unit: str) -> str:
    """A value of the engine with its unit, as printed everywhere."""
    if value is None:
        return UNKNOWN
    if isinstance(value, str):
        return value
    known: dict[Unit, str] = {
        "centimes": formatting.euros(round(value)),
        "part": formatting.percent(value, 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 1),
        "mois": f"{formatting.number(value, 1)}{formatting.NBSP}mois",
        "jours": f"{formatting.number(value)}{formatting.NBSP}jours",
        "heures": f"{formatting.number(value)}{formatting.NBSP}h",
        "nombre": formatting.number(value, 0 if float(value).is_integer() else 2),
        "etp": f"{formatting.number(value, 1)}{formatting.NBSP}ETP",
        "ratio": formatting.number(value, 2),
        "euros_par_heure": f"{formatting.number(value / 100, 2)}{formatting.NBSP}€ l’heure",
    }
    return known.get(unit, formatting.number(value, 2))  # type: ignore[call-overload]


@register.filter
def in_unit(value: float | None, unit: str) -> str:
    """``{{ figure.value|in_unit:figure.unit }}``."""
    return value_text(value, unit)


@register.simple_tag
def stylesheets() -> SafeString:
    """The one stylesheet of production; its parts where nothing was collected (tests, DEBUG)."""
    # Django wraps the storage; asked for its class, the wrapper answers with the real one's.
    paths = (BUNDLE,) if isinstance(staticfiles_storage, BundledStorage) else SHEETS
    link = '<link rel="stylesheet" href="{}">'
    return format_html_join("\n", link, ((staticfiles_storage.url(path),) for path in paths))


@register.inclusion_tag("ui/components/chip.html")
def status_chip(status: Status) -> dict[str, str]:
    """« établi », « lecture proposée », « convention de la plateforme »."""
    return {"code": status, "text": STATUS_LABELS[status]}


@register.inclusion_tag("ui/components/chip.html")
def certainty_chip(certainty: Certainty) -> dict[str, str]:
    """« mesuré », « estimé », « supposé », « non mesuré »."""
    return {"code": certainty, "text": CERTAINTY_LABELS[certainty]}


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField, suffix: str = "", classes: str = "") -> dict[str, object]:
    """A form field with its label, hint and error, in the order a screen reader needs them."""
    widget = bound.field.widget
    if widget.is_hidden:
        kind = "hidden"
    elif isinstance(widget, CheckboxInput):
        kind = "checkbox"
    elif isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        kind = "options"
    else:
        kind = "plain"
    return {"field": bound, "kind": kind, "suffix": suffix, "classes": classes}


@register.inclusion_tag("ui/components/drawing.html", takes_context=True)
def drawing(
    context: template.Context, picture: Drawing, name: str, heading: str = "", narrow: Drawing | None = None
) -> dict[str, object]:
    """A drawing of the engine with its sentence, and a link to its table (``name`` in ``…/dessin/``).

    ``narrow`` is the form for a phone, where the drawing has two. The page must have ``link`` and ``index``.
    """
    address = reverse("qualification:drawing", args=[context["link"], context["index"], name])
    return {"picture": picture, "heading": heading, "narrow": narrow, "address": address}


@register.inclusion_tag("ui/components/bar.html")
def pillar_bar(pillar: PillarReading) -> dict[str, list[dict[str, str]]]:
    """The parts of a pillar side by side, in its colour, the later ones paler."""
    amounts = [part.amount for part in pillar.parts if part.amount and part.amount > 0]
    total = sum(amounts)
    shades = ("", "0.62", "0.42", "0.3", "0.22")
    pieces = []
    start = 0.0
    for rank, amount in enumerate(amounts):
        width = 100 * amount / total
        pieces.append(
            {
                "x": f"{start:.2f}",
                "width": f"{max(width - 0.3, 0.1):.2f}",
                "token": pillar.pillar.replace("_", "-"),
                "opacity": shades[min(rank, len(shades) - 1)],
            }
        )
        start += width
    return {"pieces": pieces}


class Notes:
    """The figures met while a page is printed, in order: on paper a link becomes a numbered note."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def number(self, key: str) -> int:
        """The number of the note of a figure, the same each time it is met."""
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key) + 1


@register.simple_tag
def new_notes() -> Notes:
    """``{% new_notes as notes %}`` opens the notes of a printed page."""
    return Notes()


@register.simple_tag
def noted_figures(notes: Notes, exercice: ExerciceModel) -> list[Figure]:
    """The figures noted so far, in the order of their numbers."""
    return [exercice.figures[key] for key in notes.keys]


def _figures_address(context: template.Context) -> str:
    """What every « D'où ça sort ? » of a page begins with: found once a page, not once a number."""
    kept = context.render_context.setdefault("figures_address", {})
    place = (context["link"], context["index"])
    if place not in kept:
        kept[place] = reverse("qualification:figure", args=[*place, "x"]).removesuffix("x/")
    return kept[place]


@register.simple_tag(takes_context=True)
def fig(context: template.Context, key: str, text: str | None = None) -> SafeString:
    """A number that opens: a link to « D'où ça sort ? », or a numbered note on paper.

    ``text`` is what is printed; without it the value of the figure. The page must have ``link``, ``index``
    and ``exercice``. A key that is empty or unknown prints the text alone.
    """
    exercice: ExerciceModel = context["exercice"]
    figure = exercice.figures.get(key)
    if figure is None:
        return escape(text or "")
    words = value_text(figure.value, figure.unit) if text is None else text
    notes = context.get("notes")
    if notes is not None:
        return format_html('<span class="fig" data-note="{}">{}</span>', notes.number(key), words)
    address = f"{_figures_address(context)}{key}/"
    return format_html('<a class="fig" href="{}" title="D’où ça sort&nbsp;?">{}</a>', address, words)


FORMAT_LABELS: dict[str, str] = {
    "fec": "fichier des écritures comptables (FEC)",
    "balance": "balance",
    "cerfa": "budget Cerfa 12156",
    "tableur": "tableau",
    "tresorerie": "recettes et dépenses",
    "saisie": "totaux saisis",
    "passation": "fichier de passation",
    "publie": "chiffres publiés",
}


@register.filter
def source_line(source: SourceInfo) -> str:
    """« comptes-2024.txt · fichier des écritures comptables (FEC) · 1 234 lignes »."""
    pieces = [source.name, FORMAT_LABELS[source.format]]
    if source.lines:
        pieces.append(plural(source.lines, "ligne,lignes"))
    if source.producer:
        pieces.append(f"sorti de {source.producer}, selon toute apparence")
    return " · ".join(piece for piece in pieces if piece)


PARAMETER_UNITS = {
    "euros": "€",
    "euros_par_heure": "€ par heure",
    "euros_par_mois": "€ par mois",
    "heures": "heures",
    "mois": "mois",
    "jours": "jours",
}


@register.filter
def parameter_value(value: float | str, unit: str) -> str:
    """The value of a dated parameter (amounts are in euros there, not in cents), with its unit in words."""
    if isinstance(value, str):
        return value
    if unit == "part":
        return value_text(value, "part")
    whole = float(value).is_integer() and not unit.startswith("euros_par")
    words = formatting.number(value, 0 if whole else 2)
    return formatting.NBSP.join(filter(None, [words, PARAMETER_UNITS.get(unit, "")]))
