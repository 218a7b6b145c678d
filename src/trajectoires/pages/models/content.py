"""The page types. Everything a page carries is on ``ContentPage``; the types say where each belongs and how
it looks.

Tree: home → doors → articles, paths and their steps, sheets, kits, tools. Addresses are the tree's.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Orderable, Page

from trajectoires.pages import facets
from trajectoires.pages.admin.forms import ContentPageForm
from trajectoires.pages.admin.panels import RowsPanel
from trajectoires.pages.blocks import BodyBlock
from trajectoires.pages.fields import BodyField, CodesField

DEFAULT_AUTHOR = "Rédaction de Trajectoires"
ADDRESS_HELP = (
    "Minuscules, chiffres et tirets\u00a0: «\u00a0compter-les-heures\u00a0». Après publication, "
    "l’ancienne adresse mène à la nouvelle."
)
# Both widths on which a page is looked at before it is published.
PREVIEW_SIZES = [
    {
        "name": "mobile",
        "icon": "mobile-alt",
        "device_width": 360,
        "label": "Téléphone, 360\u00a0px",
    },
    {
        "name": "desktop",
        "icon": "desktop",
        "device_width": 1280,
        "label": "Bureau, 1280\u00a0px",
    },
]


class ContentPage(Page):
    """What every page carries: a promise, a body, four facets and a format, sources, dates of review."""

    summary = models.TextField(
        "ce que le lecteur saura faire",
        validators=[MaxLengthValidator(220)],
        help_text="Une phrase, « Vous saurez… ». Elle ouvre la page et paraît dans la recherche.",
    )
    body = BodyField(BodyBlock(), verbose_name="corps", blank=True)
    order = models.PositiveIntegerField("rang parmi les pages sœurs", default=100)
    audience = CodesField("pour qui", labels=facets.AUDIENCES)
    objective = CodesField("objectif", labels=facets.OBJECTIVES)
    maturity = CodesField("maturité", labels=facets.MATURITIES)
    duration = models.PositiveIntegerField("durée en minutes", validators=[MinValueValidator(1)], default=5)
    format = models.CharField("format", max_length=20, choices=list(facets.FORMATS.items()), default="fiche")
    medoc = CodesField("genre MEDOC", labels=facets.MEDOC)
    pillar = CodesField("pilier", labels=facets.PILLARS, blank=True)
    levers = CodesField("leviers", labels=facets.LEVERS, blank=True)
    keywords = models.JSONField("autres mots que l’on taperait", default=list, blank=True)
    questions = models.JSONField("questions d’usagers", default=list, blank=True)
    author = models.CharField("auteur", max_length=120, default=DEFAULT_AUTHOR)
    reviewed = models.DateField("relue le", null=True, blank=True)
    next_review = models.DateField("à relire le", null=True, blank=True)
    extra = models.JSONField(default=dict, blank=True, editable=False)

    is_creatable = False
    base_form_class = ContentPageForm
    template = "pages/article.html"
    show_in_menus_default = False
    search_fields = Page.search_fields
    # The site serves every published page to everybody: a page « for members » would be a false promise.
    private_page_options: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[tuple[str, str]]] = [("", "La page")]
    preview_sizes: ClassVar[list[dict[str, Any]]] = PREVIEW_SIZES
    has_fixed_address = False

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        RowsPanel("page_sources", label="Source", heading="Sources"),
    ]
    facet_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("objective"), FieldPanel("maturity")], "Le parcours d’usage"
        ),
        MultiFieldPanel([FieldPanel("duration"), FieldPanel("format"), FieldPanel("medoc")], "La forme"),
        MultiFieldPanel([FieldPanel("pillar"), FieldPanel("levers")], "Le modèle"),
        MultiFieldPanel([FieldPanel("keywords"), FieldPanel("questions")], "La recherche"),
    ]
    review_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("reread"),
                FieldRowPanel([FieldPanel("reviewed"), FieldPanel("next_review")]),
            ],
            "Les dates de relecture",
        ),
        FieldPanel("author"),
        FieldPanel("order"),
    ]
    address_panels: ClassVar[list[Any]] = [
        FieldPanel("slug", heading="Fin de l’adresse", help_text=ADDRESS_HELP),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Contenu"),
            ObjectList(facet_panels, heading="Facettes"),
            ObjectList(review_panels, heading="Relecture"),
            ObjectList(address_panels, heading="Adresse"),
            ObjectList(Page.settings_panels, heading="Publication"),
        ]
    )

    class Meta:
        verbose_name = "page"
        indexes = [models.Index(fields=["next_review"], name="page_next_review")]

    @property
    def address(self) -> str:
        """« /comprendre/kezako/ »: the tree without its root."""
        return address_of(self.url_path)

    @property
    def door(self) -> str:
        """The code of the door it is behind, "" outside them."""
        first = self.address.split("/")[1]
        return first if first in facets.DOORS else ""

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Everything the template needs, found in few queries."""
        from trajectoires.pages.domain.queries.page_context import page_context

        return super().get_context(request, *args, **kwargs) | page_context(page=self, request=request)


def address_of(url_path: str) -> str:
    """A path of the tree as an address: the first part is the home page's and is not shown."""
    return "/" + url_path.split("/", 2)[2]


class PageSource(Orderable):
    """A source of a page, with its status and what it supports."""

    page = ParentalKey(ContentPage, on_delete=models.CASCADE, related_name="page_sources")
    source = models.ForeignKey(
        "pages.Source", on_delete=models.PROTECT, related_name="citations", verbose_name="source"
    )
    status = models.CharField("statut", max_length=12, choices=list(facets.STATUSES.items()))
    note = models.CharField("ce qu’elle appuie", max_length=255, blank=True)

    panels = [FieldPanel("source"), FieldPanel("status"), FieldPanel("note")]


class HomePage(ContentPage):
    """The home page."""

    template = "pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    has_fixed_address = True

    class Meta:
        verbose_name = "accueil"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the panels that capabilities give to the home page."""
        from trajectoires.pages import tools

        context = super().get_context(request, *args, **kwargs)
        return context | {"panels": []} | tools.find("accueil").context(request)


class DoorPage(ContentPage):
    """One of the five doors."""

    template = "pages/door.html"
    parent_page_types = ["pages.HomePage"]
    max_count = len(facets.DOORS)
    has_fixed_address = True

    class Meta:
        verbose_name = "porte"
        verbose_name_plural = "portes"


class ArticlePage(ContentPage):
    """A page to read."""

    page_description = "Une explication\u00a0: une idée, son exemple, ce qu’il faut en retenir."
    # Wagtail names a template after each type: the shared one must be said again.
    template = "pages/article.html"

    class Meta:
        verbose_name = "page à lire"
        verbose_name_plural = "pages à lire"


class PathPage(ContentPage):
    """A path: its steps are its pages, in order; progress is kept on the reader's device."""

    page_description = "Une suite d’étapes à suivre dans l’ordre."
    template = "pages/path.html"

    class Meta:
        verbose_name = "parcours"
        verbose_name_plural = "parcours"


class StepPage(ContentPage):
    """A step of a path. ``extra["layers"]`` holds the minutes of each layer of the discovery path."""

    page_description = "Une étape de ce parcours."
    template = "pages/step.html"
    parent_page_types = ["pages.PathPage"]

    class Meta:
        verbose_name = "étape"

    @property
    def layers(self) -> dict[str, Any]:
        """What each layer of the discovery path adds here; empty elsewhere."""
        return dict(self.extra.get("layers") or {})


class SheetPage(ContentPage):
    """A practical sheet: two printed pages. ``extra["number"]`` is its number."""

    page_description = "Un geste à faire en réunion\u00a0; elle s’imprime sur deux pages."
    template = "pages/sheet.html"

    class Meta:
        verbose_name = "fiche pratique"
        verbose_name_plural = "fiches pratiques"

    @property
    def number(self) -> int | None:
        """The number of the sheet; an editor's own sheet may have none."""
        return self.extra.get("number")


class KitPage(ContentPage):
    """A practical kit: method, example, data, tool, skill for one moment."""

    page_description = (
        "Un moment de la vie de l’association\u00a0: méthode, exemple, données, outil, compétences."
    )
    template = "pages/kit.html"

    class Meta:
        verbose_name = "kit pratique"
        verbose_name_plural = "kits pratiques"


class ToolPage(ContentPage):
    """A page around a tool that another capability registered (``pages.tools``)."""

    # Buttons all over the site lead to the tools: each has one page, where it is.
    is_creatable = False
    has_fixed_address = True
    tool = models.CharField(
        "outil", max_length=20, choices=[(key, key) for key in sorted(facets.HOSTED_TOOLS)]
    )
    content_panels: ClassVar[list[Any]] = [*ContentPage.content_panels, FieldPanel("tool")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Contenu"),
            ObjectList(ContentPage.facet_panels, heading="Facettes"),
            ObjectList(ContentPage.review_panels, heading="Relecture"),
            ObjectList(ContentPage.address_panels, heading="Adresse"),
            ObjectList(Page.settings_panels, heading="Publication"),
        ]
    )

    class Meta:
        verbose_name = "page d’un outil"
        verbose_name_plural = "pages des outils"

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> str:
        """The tool's own template."""
        from trajectoires.pages import tools

        return tools.find(self.tool).template

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context with the tool's."""
        from trajectoires.pages import tools

        return super().get_context(request, *args, **kwargs) | tools.find(self.tool).context(request)
