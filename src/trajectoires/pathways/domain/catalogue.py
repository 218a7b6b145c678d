"""What a plan may propose: every live page of the site with its facets, and the tools outside the tree.

Read once for each version of the site: publishing a page changes the version, so the next plan knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec
from wagtail.models import Page

from equilibre.pathway.plans import Item
from trajectoires.pages import facets
from trajectoires.pages.domain import freshness
from trajectoires.pages.domain.queries.sheets import action_sheets
from trajectoires.pages.models.content import ContentPage, address_of

KINDS = {
    "articlepage": "article",
    "pathpage": "path",
    "steppage": "step",
    "sheetpage": "sheet",
    "kitpage": "kit",
    "toolpage": "tool",
}
"""Type of a page → kind of an item; the types that are not here (home, doors) only lead elsewhere."""
LEAD_ELSEWHERE = (
    "/agir/definir-mon-besoin/", "/agir/kits/", "/accompagner/fiches/", "/pour-qui/",
    "/pour-qui/dirigeants/", "/pour-qui/porteurs/", "/pour-qui/accompagnateurs/",
    "/s-informer/abonnement/", "/s-informer/lettres/", "/s-informer/dossiers/", "/comprendre/glossaire/",
)  # fmt: skip
"""Lists, forms and pages that choose for the reader: a step must be something that one does."""
PILLAR_DIMENSIONS = {
    "richesses_humaines": "richesses_humaines",
    "financement": "financements",
    "alliances": "alliances",
}
WHOLE_MODEL = "coherence"
"""What a page about the three pillars at once helps with."""
PAGE_DIMENSIONS = {
    "/accompagner/calendrier/": "anticipation",
    "/accompagner/fiches/02-place-dans-le-projet/": "projet",
    "/accompagner/fiches/03-modele-et-analyse-financiere/": "anticipation",
    "/accompagner/fiches/08-valoriser-l-engagement/": "valorisation",
    "/accompagner/fiches/12-financer-l-investissement-et-le-bfr/": "anticipation",
    "/accompagner/fiches/15-reperes-des-actions/": "valorisation",
    "/accompagner/fiches/16-hybrider-sans-se-perdre/": "coherence",
    "/accompagner/pitch/": "valorisation",
    "/agir/kits/compter-le-benevolat/": "valorisation",
    "/agir/kits/parler-a-sa-banque/": "anticipation",
    "/agir/kits/perdre-un-financeur/": "anticipation",
    "/agir/kits/sortir-d-une-crise-de-tresorerie/": "anticipation",
    "/agir/kits/transformer-son-modele/": "coherence",
    "/agir/parcours-methodologique/2-clarifier-le-projet/": "projet",
    "/comprendre/place-du-modele/": "projet",
}
"""Dimensions that no pillar says (a convention of the platform); a page that is not here is read by its
pillars alone."""
TOOL_MINUTES = {"aide-tresorerie": 20, "deposer": 20, "tresorerie": 30, "sortir": 15}
TOOL_SUMMARIES = {
    "aide-tresorerie": "Quoi réunir et qui appeler, dans l’ordre, quand l’argent va manquer.",
    "deposer": "Vos comptes entrent, votre modèle socio-économique sort.",
    "tresorerie": "Vos recettes, vos dépenses et vos soldes de banque suffisent.",
    "sortir": "Le menu de chaque logiciel, le message à envoyer à votre comptable.",
}
TOOL_TITLES = {
    "aide-tresorerie": "Aide en cas de trésorerie tendue",
    "deposer": "Déposer vos comptes",
    "tresorerie": "Saisir vos recettes et vos dépenses",
    "sortir": "Sortir le fichier de votre logiciel",
}

_kept: tuple[int, tuple[Item, ...]] | None = None


def catalogue() -> tuple[Item, ...]:
    """Every item, by address. One query for the version; two more the first time a process meets it."""
    global _kept
    version = freshness.current()
    if _kept is None or _kept[0] != version:
        _kept = (version, tuple(sorted(_items(), key=lambda item: item.key)))
    return _kept[1]


def catalogue_with(sheets: Mapping[str, tuple[str, ...]]) -> tuple[Item, ...]:
    """The same, where the actions of one diagnosis know their sheets: its own bank may not be today's."""
    if not sheets:
        return catalogue()
    return tuple(
        msgspec.structs.replace(one, actions=tuple(dict.fromkeys((*one.actions, *sheets[one.key]))))
        if one.key in sheets
        else one
        for one in catalogue()
    )


def item(key: str) -> Item | None:
    """The item at an address."""
    return next((one for one in catalogue() if one.key == key), None)


def _items() -> Iterable[Item]:
    yield from _tools()
    before: dict[str, str] = {}
    rows = (
        ContentPage.objects.live()
        .order_by("order", "title", "pk")
        .values(
            "path", "url_path", "title", "summary", "content_type__model", "audience", "objective",
            "maturity", "duration", "format", "medoc", "pillar", "levers",
        )
    )  # fmt: skip
    for row in rows:
        address, kind = address_of(row["url_path"]), KINDS.get(row["content_type__model"])
        if kind is None or address.count("/") < 3 or address in LEAD_ELSEWHERE:
            continue
        needs = ()
        if kind == "step":
            # The steps of a path follow one another.
            above = row["path"][: -Page.steplen]
            needs = (before[above],) if above in before else ()
            before[above] = address
        yield _item(row, address=address, kind=kind, needs=needs)


def _item(row: dict[str, object], *, address: str, kind: str, needs: tuple[str, ...]) -> Item:
    actions = actions_by_sheet().get(address, ())
    pillars = tuple(row["pillar"])
    dimensions = [WHOLE_MODEL] if len(pillars) == len(PILLAR_DIMENSIONS) else []
    dimensions = dimensions or [
        PILLAR_DIMENSIONS[pillar] for pillar in pillars if pillar in PILLAR_DIMENSIONS
    ]
    if address in PAGE_DIMENSIONS:
        dimensions = [PAGE_DIMENSIONS[address], *dimensions]
    return Item(
        key=address,
        title=row["title"],
        summary=row["summary"],
        kind=kind,
        audience=tuple(row["audience"]),
        objective=tuple(row["objective"]),
        maturity=tuple(row["maturity"]),
        minutes=row["duration"],
        format=row["format"],
        medoc=tuple(row["medoc"]),
        pillars=pillars,
        levers=tuple(row["levers"]),
        dimensions=tuple(dict.fromkeys(dimensions)),
        needs=needs,
        actions=actions,
    )


def _tools() -> Iterable[Item]:
    """Pages of the tool, outside the tree: they carry no facet of an editor."""
    for key, minutes in TOOL_MINUTES.items():
        address = facets.TOOLS[key][1]
        actions = actions_by_sheet().get(address, ())
        yield Item(
            key=address,
            title=TOOL_TITLES[key],
            summary=TOOL_SUMMARIES[key],
            kind="tool",
            audience=("gouvernance", "porteur"),
            # The others are other ways to the same result: only an action calls them.
            objective=("agir", "comprendre", "equilibrer") if key == "deposer" else (),
            minutes=minutes,
            format="outil",
            medoc=("outil",),
            pillars=("financement",),
            actions=actions,
        )


@cache
def actions_by_sheet() -> dict[str, tuple[str, ...]]:
    """Address → the actions whose sheet it is."""
    found: dict[str, list[str]] = {}
    for code, sheet in action_sheets().items():
        found.setdefault(sheet.address, []).append(code)
    return {address: tuple(dict.fromkeys(codes)) for address, codes in found.items()}
