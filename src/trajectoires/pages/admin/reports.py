"""The reports of the editor's menu: what to read again, links, readability, what is read, what is not found.

Nothing here asks another host: external links are listed, never followed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from equilibre.formatting import NBSP, number
from trajectoires.pages.admin import chart
from trajectoires.pages.content import readability
from trajectoires.pages.domain.queries import editing
from trajectoires.pages.domain.queries.report import all_links, content_report
from trajectoires.pages.models import ContentPage, DailyCount, EmptySearch

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
TEMPLATE = "pages/admin/report_results.html"


def edit_address(primary: int | None) -> str | None:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[primary]) if primary else None


class EditorialReport(ReportView):
    """A sentence, sometimes a drawing, a table that is sorted by its columns and leaves as CSV or XLSX."""

    results_template_name = TEMPLATE
    slug = ""
    permission_policy = page_permission_policy
    any_permission_required: Sequence[str] | None = ("add", "change", "publish")

    def get_index_url(self) -> str:
        """Its address."""
        return reverse(f"pages_report_{self.slug}")

    def get_index_results_url(self) -> str:
        """Its table alone."""
        return reverse(f"pages_report_{self.slug}_results")

    def get_filename(self) -> str:
        """« a-relire-2026-11-26 »."""
        return f"{self.slug}-{timezone.localdate().isoformat()}"

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """What visitors typed never becomes a formula of a spreadsheet."""
        text = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV and isinstance(text, str) and text.startswith(FORMULA_MARKS):
            return f"'{text}"
        return text

    @cached_property
    def sentence(self) -> str:
        """What the table says, in one sentence."""
        return ""

    @cached_property
    def drawing(self) -> SafeString | str:
        """A drawing above the table."""
        return ""


class ListedReport(EditorialReport):
    """A report on rows that no table holds: they are sorted here."""

    def rows(self) -> list[Any]:
        """All of them, in their own order."""
        raise NotImplementedError

    @cached_property
    def found(self) -> list[Any]:
        """The rows, made once."""
        return self.rows()

    def get_queryset(self) -> list[Any]:
        """Sorted by the column that was asked."""
        if not self.ordering:
            return self.found
        name = self.ordering.lstrip("-")
        return sorted(
            self.found, key=lambda row: _sortable(getattr(row, name)), reverse=self.ordering.startswith("-")
        )


def _sortable(value: Any) -> tuple[int, Any]:
    return (0, "") if value is None else (1, value.casefold() if isinstance(value, str) else value)


class ReviewReport(EditorialReport):
    """« À relire »."""

    slug = "a-relire"
    page_title = "À relire"
    header_icon = "calendar-check"
    default_ordering = "next_review"
    columns = [
        TitleColumn("title", label="Page", get_url=lambda page: edit_address(page.pk), sort_key="title"),
        Column("address", label="Adresse"),
        Column("author", label="Auteur", sort_key="author"),
        DateColumn("reviewed", label="Relue le", sort_key="reviewed"),
        DateColumn("next_review", label="À relire le", sort_key="next_review"),
        Column("delay", label="Délai", accessor=lambda page: delay(page.next_review, timezone.localdate())),
    ]
    list_export = ["title", "address", "author", "reviewed", "next_review"]
    export_headings = {"title": "Page", "address": "Adresse"}

    def get_base_queryset(self) -> QuerySet[ContentPage]:
        """Published pages due within sixty days."""
        return editing.to_review(today=timezone.localdate())

    def order_queryset(self, queryset: QuerySet[ContentPage]) -> QuerySet[ContentPage]:
        """On every database, a page without a date is the most late."""
        column = F(self.ordering.lstrip("-"))
        turned = self.ordering.startswith("-")
        return queryset.order_by(
            column.desc(nulls_last=True) if turned else column.asc(nulls_first=True), "path"
        )

    @cached_property
    def sentence(self) -> str:
        """How many, how many late."""
        today = timezone.localdate()
        dates = list(self.get_base_queryset().values_list("next_review", flat=True))
        late = sum(date is None or date < today for date in dates)
        if not dates:
            return f"Aucune page à relire d’ici à {editing.REVIEW_AHEAD.days}\u00a0jours."
        return (
            f"{plural(len(dates), 'page')} à relire d’ici à {editing.REVIEW_AHEAD.days}\u00a0jours, dont "
            f"{late} en retard ou sans date. Pour en relire une\u00a0: ouvrez-la, onglet "
            "«\u00a0Relecture\u00a0», "
            "cochez «\u00a0Relue aujourd’hui\u00a0», publiez."
        )


def delay(date: dt.date | None, today: dt.date) -> str:
    """« en retard de 12 jours », « dans 30 jours », « sans date »."""
    if date is None:
        return "sans date"
    days = (date - today).days
    if days < 0:
        return f"en retard de {plural(-days, 'jour')}"
    return "aujourd’hui" if days == 0 else f"dans {plural(days, 'jour')}"


def plural(count: int, word: str) -> str:
    """« 1 page », « 12 pages »."""
    return f"{number(count)}{NBSP}{word}{'s' if count > 1 else ''}"


@dataclass(frozen=True)
class LinkLine:
    """A link, or a page that none leads to."""

    kind: str
    address: str
    written_on: str
    why: str

    @property
    def opens(self) -> str | None:
        """The address, when it is one."""
        return self.address if self.address.startswith(("/", "https://", "http://")) else None


DEAD, ORPHAN, EXTERNAL = "Lien mort", "Page orpheline", "Lien externe"


class LinksReport(ListedReport):
    """« Liens »."""

    slug = "liens"
    page_title = "Liens"
    header_icon = "link"
    columns = [
        Column("kind", label="Sorte", sort_key="kind"),
        TitleColumn(
            "address", label="Adresse", get_url=lambda line: line.opens, sort_key="address",
            link_attrs={"rel": "noreferrer"}, classname="editor-address",
        ),
        Column("written_on", label="Où il est écrit", sort_key="written_on"),
        Column("why", label="Pourquoi"),
    ]  # fmt: skip
    list_export = ["kind", "address", "written_on", "why"]
    export_headings = {
        "kind": "Sorte", "address": "Adresse", "written_on": "Où il est écrit", "why": "Pourquoi",
    }  # fmt: skip

    def rows(self) -> list[LinkLine]:
        """What is wrong first."""
        links = all_links()
        return [
            *(LinkLine(DEAD, bad.address, bad.written_on, bad.why) for bad in links.bad),
            *(LinkLine(ORPHAN, address, "", "aucune page n’y mène") for address in links.orphans),
            *(
                LinkLine(EXTERNAL, address, ", ".join(sorted(set(places))), "")
                for address, places in sorted(links.external.items())
            ),
        ]

    @cached_property
    def sentence(self) -> str:
        """Counts, and what is not done."""
        kinds = [line.kind for line in self.found]
        return (
            f"{plural(kinds.count(DEAD), 'lien')} à réparer, {plural(kinds.count(ORPHAN), 'page')} sans "
            "chemin, "
            f"{plural(kinds.count(EXTERNAL), 'adresse')} d’autres sites. Les liens externes sont listés "
            "sans être "
            "suivis\u00a0: ouvrez-les pour les vérifier."
        )


class EmptySearchReport(EditorialReport):
    """« Recherches sans réponse »."""

    slug = "recherches-sans-reponse"
    page_title = "Recherches sans réponse"
    header_icon = "search"
    permission_policy = ModelPermissionPolicy(EmptySearch)
    any_permission_required = ("view",)
    default_ordering = "-total"
    columns = [
        TitleColumn(
            "words", label="Mots cherchés", sort_key="words",
            get_url=lambda row: f"{reverse('pages:search')}?{urlencode({'q': row.words})}",
        ),
        Column("total", label="Fois", sort_key="total"),
        DateColumn("last_day", label="La dernière fois", sort_key="last_day"),
    ]  # fmt: skip
    list_export = ["words", "total", "last_day"]
    export_headings = {"words": "Mots cherchés", "total": "Fois", "last_day": "La dernière fois"}

    def get_base_queryset(self) -> QuerySet[EmptySearch]:
        """Those that several visitors typed."""
        return editing.empty_searches()

    @cached_property
    def sentence(self) -> str:
        """What to do with them."""
        return (
            "Ce que des visiteurs ont cherché sans rien trouver, au moins deux fois. Un mot du métier\u00a0? "
            "Ajoutez-le aux «\u00a0autres mots\u00a0» de la page qui répond. Un sujet manquant\u00a0? "
            "Écrivez-le. Le lien "
            "refait la recherche."
        )


class ReadingReport(ListedReport):
    """« Lecture »."""

    slug = "lecture"
    page_title = "Lecture"
    header_icon = "view"
    permission_policy = ModelPermissionPolicy(DailyCount)
    any_permission_required = ("view",)
    columns = [
        Column("kind", label="Sorte", sort_key="kind"),
        TitleColumn(
            "title", label="Page ou document", sort_key="title",
            get_url=lambda line: edit_address(line.edit_pk),
        ),
        Column("address", label="Adresse", sort_key="address"),
        Column("total", label=f"Fois en {editing.READING_DAYS}\u00a0jours", sort_key="total"),
    ]  # fmt: skip
    list_export = ["kind", "title", "address", "total"]
    export_headings = {"kind": "Sorte", "title": "Titre", "address": "Adresse", "total": "Fois"}

    def rows(self) -> list[editing.ReadLine]:
        """The most read first."""
        return editing.reading(today=timezone.localdate())

    @cached_property
    def days(self) -> list[tuple[dt.date, int]]:
        """Readings by day."""
        return editing.read_by_day(today=timezone.localdate())

    @cached_property
    def sentence(self) -> str:
        """What the drawing shows."""
        return chart.sentence(self.days)

    @cached_property
    def drawing(self) -> SafeString | str:
        """Bars by day."""
        return chart.by_day(self.days)


@dataclass(frozen=True)
class EaseLine:
    """A page and its two measures."""

    title: str
    address: str
    length: float
    index: float
    words: int

    @property
    def shown_length(self) -> str:
        """« 22,4 »."""
        return number(self.length, 1)

    @property
    def shown_index(self) -> str:
        """« 41 »."""
        return number(self.index)


class EaseReport(ListedReport):
    """« Lisibilité »."""

    slug = "lisibilite"
    page_title = "Lisibilité"
    header_icon = "pilcrow"
    columns = [
        TitleColumn("title", label="Page", get_url=lambda line: line.address, sort_key="title"),
        Column("address", label="Adresse", sort_key="address"),
        Column("words", label="Mots", sort_key="words"),
        Column("length", label="Mots par phrase", accessor="shown_length", sort_key="length"),
        Column("index", label="Indice de Kandel et Moles", accessor="shown_index", sort_key="index"),
    ]
    list_export = ["title", "address", "words", "length", "index"]
    export_headings = {
        "title": "Page", "address": "Adresse", "words": "Mots", "length": "Mots par phrase",
        "index": "Indice de Kandel et Moles",
    }  # fmt: skip

    def rows(self) -> list[EaseLine]:
        """The hardest first."""
        hard = content_report().hard_to_read
        lines = [
            EaseLine(
                one.title, one.address, one.measured.words_per_sentence, one.measured.kandel_moles, one.words
            )
            for one in hard
        ]
        return sorted(lines, key=lambda line: line.index)

    @cached_property
    def sentence(self) -> str:
        """Both thresholds."""
        limits = (
            f"{readability.WORDS_PER_SENTENCE_MAX:.0f}\u00a0mots par phrase au plus en moyenne, un indice de "
            f"Kandel et Moles d’au moins {readability.KANDEL_MOLES_MIN:.0f}"
        )
        if not self.found:
            return f"Toutes les pages publiées tiennent les deux seuils\u00a0: {limits}."
        return f"{plural(len(self.found), 'page')} à réécrire. Les deux seuils\u00a0: {limits}."


REPORTS: tuple[type[EditorialReport], ...] = (
    ReviewReport, LinksReport, EmptySearchReport, ReadingReport, EaseReport,
)  # fmt: skip
