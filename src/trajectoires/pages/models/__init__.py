"""Tables of the editorial site."""

from trajectoires.pages.models.content import (
    ArticlePage,
    ContentPage,
    DoorPage,
    HomePage,
    KitPage,
    PageSource,
    PathPage,
    SheetPage,
    StepPage,
    ToolPage,
)
from trajectoires.pages.models.freshness import SiteVersion
from trajectoires.pages.models.images import SiteImage, SiteRendition
from trajectoires.pages.models.proposals import Proposal
from trajectoires.pages.models.readership import DailyCount, EmptySearch
from trajectoires.pages.models.search import SearchEntry, SearchState, SearchWord
from trajectoires.pages.models.shipped import ShippedMark
from trajectoires.pages.models.snippets import GlossaryTerm, Source

__all__ = [
    "ArticlePage",
    "ContentPage",
    "DailyCount",
    "DoorPage",
    "EmptySearch",
    "GlossaryTerm",
    "HomePage",
    "KitPage",
    "PageSource",
    "PathPage",
    "Proposal",
    "SearchEntry",
    "SearchState",
    "SearchWord",
    "SheetPage",
    "ShippedMark",
    "SiteImage",
    "SiteRendition",
    "SiteVersion",
    "Source",
    "StepPage",
    "ToolPage",
]
