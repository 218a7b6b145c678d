"""How easily French text is read: words a sentence, and the index of Kandel and Moles.

Source: L. Kandel and A. Moles, « Application de l'indice de Flesch à la langue française », Cahiers
d'études de
radio-télévision, 1958: ``207 − 1.015 × words per sentence − 73.6 × syllables per word``. Both thresholds are
conventions of the platform.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS_PER_SENTENCE_MAX = 20.0
KANDEL_MOLES_MIN = 45.0

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")  # « l’eau » is two words, « mi-temps » one
PART = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"[.!?…]+(?=[\s»)”]|$)|\n{2,}")
ABBREVIATION = re.compile(r"\b(?:art|n°|no|p|pp|cf|ex|env|M|Mme|etc|fig|al|hab)\.", re.IGNORECASE)
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+")
# One group of vowels heard as two: « pays-an », « cré-er », « socié-té » is one, « associ-ation » is two.
HIATUS = re.compile(r"é[aou]|[aou]é|aï|oï|uï|ï[eao]|éi|oé|oa(?!i)|ao(?!û)")
MUTE_END = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])e(?:s|nt)?$")


@dataclass(frozen=True)
class Readability:
    """Counts of a text and the two measures."""

    words: int
    sentences: int
    syllables: int

    @property
    def words_per_sentence(self) -> float:
        """Mean length of a sentence, in words; 0 without text."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def kandel_moles(self) -> float:
        """The index; about 30 is hard, 50 ordinary, 70 easy. 100 without text."""
        if not self.words:
            return 100.0
        return 207 - 1.015 * self.words_per_sentence - 73.6 * self.syllables / self.words

    @property
    def is_easy_enough(self) -> bool:
        """Both thresholds hold."""
        return self.words_per_sentence <= WORDS_PER_SENTENCE_MAX and self.kandel_moles >= KANDEL_MOLES_MIN


def syllables(word: str) -> int:
    """Syllables as spoken, mute endings left out: « associative » 4, « comptes » 1."""
    total = 0
    for part in PART.findall(word.lower()):
        spoken = re.sub(r"(?<=[qg])u(?=[eéèêiîoa])", "", part)
        spoken = MUTE_END.sub("", spoken) if len(part) > 3 else spoken
        total += sum(1 + len(HIATUS.findall(group)) for group in VOWELS.findall(spoken)) or 0
    return max(total, 1)


def measure(text: str) -> Readability:
    """Measure plain text: paragraphs apart, one sentence at least where there are words."""
    plain = ABBREVIATION.sub(lambda found: found[0].rstrip("."), text)
    words = sentences = heard = 0
    for piece in SENTENCE_END.split(plain):
        found = WORD.findall(piece)
        if not found:
            continue
        words += len(found)
        sentences += 1
        heard += sum(syllables(word) for word in found)
    return Readability(words, sentences, heard)
