"""What became of earlier decisions: followed at the next session, until each is done or given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

import msgspec

from equilibre.facilitation.formats import SessionStep
from equilibre.formatting import NBSP, day, ended, enumerated, typographic

State = Literal["", "fait", "en_cours", "pas_commence", "abandonne"]
STATES: dict[State, str] = {
    "fait": "Fait",
    "en_cours": "En cours",
    "pas_commence": "Pas commencé",
    "abandonne": "Abandonné",
}
OVER: tuple[State, ...] = ("fait", "abandonne")
MOST_FOLLOWED = 12
"""Earlier decisions that one session looks at again."""
LONGEST_WORD = 160
"""Of what is said of one."""
STEP = "suites_donnees"


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """A decision of an earlier session, and where it stands."""

    key: str
    label: str
    who: str = ""
    by: dt.date | None = None
    decided_on: dt.date
    state: State = ""
    """« » until somebody says it."""
    word: str = ""
    """« la formation est payée, elle commence en mai »."""

    @property
    def words(self) -> str:
        """« En cours : la formation est payée »; « À dire »."""
        told = STATES.get(self.state, "À dire")
        return f"{told}{NBSP}: {self.word}" if self.word else told

    @property
    def over(self) -> bool:
        """Done or given up: nobody looks at it again."""
        return self.state in OVER


def title(rows: Iterable[Followed]) -> str:
    """« Suites données aux décisions du 12 mars 2027 »."""
    days = sorted({one.decided_on for one in rows})
    return f"Suites données aux décisions {enumerated([f'du {day(one)}' for one in days])}"


def line(one: Followed, *, dated: bool = False) -> str:
    """« Former à la paie. S’en charge : le bureau. Pour le 30 juin 2027. En cours : la formation est payée. »

    ``dated``: with the day it was decided, when decisions of several sessions stand together.
    """
    told = [one.label]
    if dated:
        told.append(f"Décision du {day(one.decided_on)}")
    if one.who:
        told.append(f"S’en charge{NBSP}: {one.who}")
    if one.by:
        told.append(f"Pour le {day(one.by)}")
    told.append(one.words if one.state else "Rien n’en a été dit")
    return " ".join(map(ended, told))


def lines(rows: Iterable[Followed]) -> tuple[str, ...]:
    """The minutes of what was followed."""
    told = tuple(rows)
    several = len({one.decided_on for one in told}) > 1
    return tuple(line(one, dated=several) for one in told)


def on_screen(one: Followed) -> str:
    """« Former à la paie (le bureau, 30 juin 2027). En cours »: what the room reads."""
    known = ", ".join(words for words in (one.who, day(one.by) if one.by else "") if words)
    label = f"{one.label.rstrip('.')} ({known})" if known else one.label
    return f"{ended(label)} {one.words}"


def followed_step(rows: Iterable[Followed]) -> SessionStep:
    """The step that opens a session which follows another one."""
    days = enumerated([f"le {day(one)}" for one in sorted({one.decided_on for one in rows})])
    return SessionStep(
        key=STEP,
        title="Où en sont nos décisions",
        minutes=10,
        host=typographic(
            "Prenez les décisions une à une. Demandez à qui s’en charge : « Fait, en cours, pas commencé ou "
            "abandonné ? Un mot suffit. » Écrivez-le ici : la salle le lit aussitôt. Ne rejugez pas la "
            "décision. Si rien n’a commencé, demandez : « Y tenons-nous encore ? » Puis remettez-la à "
            "décider ou abandonnez-la."
        ),
        room=typographic(
            f"Où en est ce que nous avons décidé {days} ? Un état et un mot pour chaque décision."
        ),
        shows="suites",
    )
