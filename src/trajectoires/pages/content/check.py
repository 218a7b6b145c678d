"""``python -m trajectoires.pages.content.check content/``: what is wrong with the shipped content, place by
place.

Exit status 1 when there is a fault. No database, a few seconds.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from trajectoires.pages import facets
from trajectoires.pages.content import readability
from trajectoires.pages.content.markdown_files import Block, PageFile
from trajectoires.pages.content.markdown_text import TERM
from trajectoires.pages.content.shipped import Shipped, read_shipped, spoken, written

LINK = re.compile(r"\]\((/[^)#\s]*)(#[^)\s]*)?\)")
HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^>]*)?>")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
COPY_SITES = re.compile(
    r"studylib|docplayer|dokumen\.tips|fdocuments|scribd|pdfslide|vdocuments|yumpu|123dok|1library|manualzilla"
)
SUMMARY_MAX = 220
# Addresses that are not pages of content: served by the tool.
OTHER_ADDRESSES = {
    "/", "/deposer/", "/saisir/", "/saisir/tresorerie/", "/essayer/", "/cas/", "/sortir-mes-comptes/",
    "/aide-tresorerie/", "/methode/", "/parametres-de-calcul/", "/mes-donnees/", "/mentions/",
    "/accessibilite/",
    "/compte/", "/espaces/", "/espaces/droits/", "/recherche/", "/rouvrir/", "/parcours/", "/diagnostic/",
    "/trajectoire/", "/seance/", "/seance/animer/",
}  # fmt: skip
LISTS: dict[str, Iterable[str]] = {
    "audience": facets.AUDIENCES,
    "objective": facets.OBJECTIVES,
    "maturity": facets.MATURITIES,
    "medoc": facets.MEDOC,
    "pillar": facets.PILLARS,
    "levers": facets.LEVERS,
}
MAY_BE_EMPTY = {"pillar", "levers"}
HEADINGS = {
    "sheet": (
        "Quand l’utiliser", "Les étapes", "Un exemple chiffré", "Le tableau à remplir", "Les pièges",
        "Pour aller plus loin",
    ),
    "kit": (
        "La situation", "Méthode", "Exemple", "Données", "Outil", "Compétences", "La première demi-heure",
    ),
}  # fmt: skip
METHOD_STEP = (
    "Pourquoi", "Avec qui", "Combien de temps", "Comment faire", "L’outil", "Ce que vous obtenez",
    "Le moment collectif", "Les pièges",
)  # fmt: skip
DISCOVERY_STEP = ("La leçon", "L’exemple", "L’exercice sur vos données", "Le quiz", "La fiche")


def faults(shipped: Shipped) -> Iterator[str]:
    """Every fault, as « file:line: what »."""
    yield from shipped.faults
    for page in shipped.pages.values():
        yield from _meta(page, shipped)
        yield from _body(page, shipped)
        yield from _headings(page)
        yield from _ease(page)
    yield from _sources(shipped)
    yield from _glossary(shipped)
    yield from _quiz(shipped)
    yield from _resources(shipped)
    yield from _cited(shipped)


def _meta(page: PageFile, shipped: Shipped) -> Iterator[str]:
    meta, at = page.meta, f"{page.path}:1"
    for name in (
        "title",
        "kind",
        "summary",
        "order",
        "duration",
        "format",
        "author",
        "reviewed",
        "next_review",
    ):
        if meta.get(name) in (None, ""):
            yield f"{at}: « {name} » manque"
    if meta.get("kind") not in facets.KINDS:
        yield f"{at}: kind « {meta.get('kind')} » inconnu"
    if meta.get("format") not in facets.FORMATS:
        yield f"{at}: format « {meta.get('format')} » inconnu"
    if len(str(meta.get("summary", ""))) > SUMMARY_MAX:
        yield f"{at}: summary de {len(str(meta['summary']))} signes, {SUMMARY_MAX} au plus"
    for name, known in LISTS.items():
        yield from _codes(meta.get(name), name, set(known), at)
    for name in ("reviewed", "next_review"):
        if meta.get(name) and not DATE.match(str(meta[name])):
            yield f"{at}: {name} attend une date AAAA-MM-JJ"
    if meta.get("kind") == "tool" and meta.get("tool") not in facets.HOSTED_TOOLS:
        yield f"{at}: tool « {meta.get('tool')} » inconnu"
    sources = meta.get("sources") or []
    if not sources:
        yield f"{at}: la page n’a pas de source"
    for source in sources:
        if not isinstance(source, dict) or source.get("key") not in shipped.sources:
            yield f"{at}: source inconnue : {source}"
        elif source.get("status") not in facets.STATUSES:
            yield f"{at}: statut de source inconnu : {source.get('status')}"


def _codes(values: Any, name: str, known: set[str], at: str) -> Iterator[str]:
    if not isinstance(values, list):
        yield f"{at}: « {name} » attend une liste"
        return
    if not values and name not in MAY_BE_EMPTY:
        yield f"{at}: « {name} » est vide"
    yield from (f"{at}: {name} « {value} » inconnu" for value in values if value not in known)


def _body(page: PageFile, shipped: Shipped) -> Iterator[str]:
    text = written(page)
    for found in LINK.finditer(text):
        address = found[1].split("?")[0]
        if address not in shipped.pages and address not in OTHER_ADDRESSES:
            yield f"{page.path}: lien vers « {address} », qui n’existe pas"
    for found in TERM.finditer(text):
        if found[1] not in shipped.glossary:
            yield f"{page.path}: terme « {found[1]} » absent du glossaire"
    for block in page.blocks:
        yield from (f"{page.path}:{block.line}: {fault}" for fault in _block(block, shipped))


def _block(block: Block, shipped: Shipped) -> Iterator[str]:
    data = block.data
    if block.kind == "text":
        if re.search(r"^# ", block.text, re.MULTILINE):
            yield "« # » est réservé au titre de l’en-tête"
        if HTML.search(block.text):
            yield f"du HTML : {HTML.search(block.text)[0]}"  # type: ignore[index]
        if "![" in block.text:
            yield "une image : utilisez un bloc « dessin »"
    elif block.kind == "chiffre":
        yield from (
            f"chiffre sans « {n} »" for n in ("value", "label", "source", "status") if not data.get(n)
        )
        if data.get("source") not in shipped.sources:
            yield f"source inconnue : {data.get('source')}"
        if data.get("status") not in facets.STATUSES:
            yield f"statut inconnu : {data.get('status')}"
    elif block.kind == "quiz":
        yield from _question(data, "why")
    elif block.kind == "outil" and block.title not in facets.TOOLS:
        yield f"outil inconnu : {block.title}"
    elif block.kind == "dessin" and block.title not in facets.DRAWINGS:
        yield f"dessin inconnu : {block.title}"
    elif block.kind == "telecharger" and block.title not in facets.DOWNLOADS:
        yield f"document inconnu : {block.title}"
    elif block.kind == "remplir":
        yield from _fillable(data)
    elif block.kind == "video" and not (data.get("url") and data.get("summary")):
        yield "une vidéo a une adresse et un résumé"


def _fillable(data: dict[str, Any]) -> Iterator[str]:
    columns, rows = data.get("columns"), data.get("rows")
    if not isinstance(columns, list) or not isinstance(rows, list) or not rows:
        yield "un tableau à remplir a des colonnes et des lignes"
        return
    for rank, row in enumerate(rows, start=1):
        if not isinstance(row, list) or len(row) != len(columns):
            yield f"ligne {rank} : {len(columns)} cellules attendues"
        elif any(not isinstance(cell, str | int | float | type(None)) for cell in row):
            yield f"ligne {rank} : une cellule n’est pas du texte (mettez-la entre guillemets)"
    if any(not isinstance(column, str) for column in columns):
        yield "une colonne n’est pas du texte (mettez-la entre guillemets)"
    if any(not 1 <= rank <= len(columns) for rank in data.get("total") or []):
        yield "total : rang de colonne hors du tableau"


def _question(data: dict[str, Any], told: str) -> Iterator[str]:
    choices = data.get("choices") or []
    if not data.get("question") or not 2 <= len(choices) <= 5:
        yield "une question a un énoncé et 2 à 5 réponses"
    if sum(bool(choice.get("right")) for choice in choices) != 1:
        yield "une question a une bonne réponse, et une seule"
    if told == "why" and not all(choice.get("why") for choice in choices):
        yield "chaque réponse dit pourquoi (why)"
    if told == "explanation" and not data.get("explanation"):
        yield "l’explication manque"


def _headings(page: PageFile) -> Iterator[str]:
    wanted = HEADINGS.get(str(page.meta.get("kind")))
    if page.meta.get("kind") == "step":
        if page.address.startswith("/agir/"):
            wanted = METHOD_STEP
        elif page.address.startswith("/se-former/"):
            wanted = DISCOVERY_STEP
    if not wanted:
        return
    found = [
        line[3:].strip().replace("'", "’")
        for block in page.blocks
        if block.kind == "text"
        for line in block.text.splitlines()
        if line.startswith("## ")
    ]
    yield from (f"{page.path}: il manque « ## {name} »" for name in wanted if name not in found)


def _ease(page: PageFile) -> Iterator[str]:
    measured = readability.measure(spoken(page))
    if measured.words < 40:
        return
    if measured.words_per_sentence > readability.WORDS_PER_SENTENCE_MAX:
        yield f"{page.path}: {measured.words_per_sentence:.1f} mots par phrase"
    if measured.kandel_moles < readability.KANDEL_MOLES_MIN:
        yield f"{page.path}: indice de Kandel et Moles {measured.kandel_moles:.0f}"


def _place(shipped: Shipped, row: dict[str, Any]) -> str:
    return f"{shipped.places[id(row)]}: {row.get('key') or row.get('action')}"


def _sources(shipped: Shipped) -> Iterator[str]:
    for row in shipped.sources.values():
        if not row.get("title") or not row.get("author"):
            yield f"{_place(shipped, row)} : title et author sont attendus"
        if COPY_SITES.search(str(row.get("url") or "")):
            yield f"{_place(shipped, row)} : adresse d’un site de copies de documents"


def _glossary(shipped: Shipped) -> Iterator[str]:
    for row in shipped.glossary.values():
        if not row.get("term") or not row.get("definition"):
            yield f"{_place(shipped, row)} : term et definition sont attendus"
        page = row.get("page")
        if page and page not in shipped.pages and page not in OTHER_ADDRESSES:
            yield f"{_place(shipped, row)} : page « {page} » inconnue"


def _quiz(shipped: Shipped) -> Iterator[str]:
    for row in shipped.quiz.values():
        yield from (f"{_place(shipped, row)} : {fault}" for fault in _question(row, "explanation"))
        if row.get("level") not in (1, 2, 3):
            yield f"{_place(shipped, row)} : level de 1 à 3"
        if row.get("source") not in shipped.sources:
            yield f"{_place(shipped, row)} : source inconnue « {row.get('source')} »"
        if row.get("page") not in shipped.pages and row.get("page") not in OTHER_ADDRESSES:
            yield f"{_place(shipped, row)} : page « {row.get('page')} » inconnue"


def _resources(shipped: Shipped) -> Iterator[str]:
    for row in shipped.resources.values():
        at = _place(shipped, row)
        if not row.get("title") or not row.get("publisher") or not row.get("annotation"):
            yield f"{at} : title, publisher et annotation sont attendus"
        if row.get("kind") not in facets.MEDOC or row.get("format") not in facets.FORMATS:
            yield f"{at} : kind ou format inconnu"
        for name in ("audience", "pillar", "levers", "maturity"):
            yield from _codes(row.get(name) or [], name, set(LISTS[name]), at) if row.get(name) else ()
        if COPY_SITES.search(str(row.get("url") or "")):
            yield f"{at} : adresse d’un site de copies de documents"


def _cited(shipped: Shipped) -> Iterator[str]:
    for name in ("referents", "webinars", "dossiers", "obligations"):
        for row in getattr(shipped, name).values():
            if row.get("source") not in shipped.sources:
                yield f"{_place(shipped, row)} : source inconnue « {row.get('source')} »"
    for row in shipped.action_sheets.values():
        if row.get("page") not in shipped.pages and row.get("page") not in OTHER_ADDRESSES:
            yield f"{_place(shipped, row)} : page « {row.get('page')} » inconnue"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Vérifie le contenu livré.")
    parser.add_argument("root", nargs="?", default="content", type=Path)
    parser.add_argument(
        "--only", default="", help="ne montrer que les fautes des fichiers dont le chemin contient ce texte"
    )
    options = parser.parse_args(arguments)
    shipped = read_shipped(options.root)
    found = [fault for fault in faults(shipped) if options.only in fault]
    sys.stdout.write("\n".join([*found, f"{len(shipped.pages)} pages, {len(found)} fautes"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
