"""What a page still lacks, said to whoever saves it. Nothing here refuses; the form does."""

from __future__ import annotations

from equilibre.formatting import number
from trajectoires.pages.content import readability
from trajectoires.pages.content.stream_words import prose
from trajectoires.pages.models import ArticlePage, ContentPage, KitPage, SheetPage, StepPage

TAUGHT = (ArticlePage, KitPage, SheetPage, StepPage)
# Below that, one long word decides of the measures.
WORDS_MIN = 40


def advice(page: ContentPage) -> list[str]:
    """Sentences, none when nothing is missing."""
    blocks = list(page.body.raw_data)
    found = []
    if not page.page_sources.count():
        found.append(
            "Cette page ne cite aucune source\u00a0: sans elle, elle ne pourra être ni soumise ni publiée."
        )
    if isinstance(page, TAUGHT):
        if not blocks:
            found.append("Le corps de la page est vide.")
        elif not any(
            block["type"] in ("example", "figure") or "xemple" in str(block["value"]) for block in blocks
        ):
            found.append(
                "Aucun exemple\u00a0: un cas concret, même inventé et dit inventé, aide à se reconnaître."
            )
    found += _ease(f"{page.summary}\n\n{prose(blocks)}")
    return found


def _ease(text: str) -> list[str]:
    measured = readability.measure(text)
    if measured.words < WORDS_MIN or measured.is_easy_enough:
        return []
    long = measured.words_per_sentence > readability.WORDS_PER_SENTENCE_MAX
    remedy = "coupez les phrases longues" if long else "remplacez les mots longs par des mots courants"
    return [
        f"Lisibilité\u00a0: {number(measured.words_per_sentence, 1)} mots par phrase "
        f"({readability.WORDS_PER_SENTENCE_MAX:.0f} au plus) et un indice de {measured.kandel_moles:.0f} "
        f"({readability.KANDEL_MOLES_MIN:.0f} au moins). Relisez à voix haute, {remedy}."
    ]
