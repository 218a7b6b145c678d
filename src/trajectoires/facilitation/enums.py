"""Words and limits of the capability."""

from __future__ import annotations

from equilibre.facilitation.answers import LONGEST

CODE_ALPHABET = "ACDEFHJKMNPQRTVWXY34679"
"""Neither 0 nor O, neither 1, I nor L, neither 8 nor B, 5 nor S, 2 nor Z, G nor 6's like, U nor V's like."""
CODE_LENGTH = 6
MOST_SEATS = 2000
"""People in a session."""
MOST_PEOPLE = 20_000
"""People in the room, with or without a phone."""
MOST_DECISIONS = 12
LINES_LENGTH = 400
"""Of each of the three lines that prepare a decision."""
MOST_ON_SCREEN = 300
"""Signs of the three lines that the big screen shows whole."""
MOST_ROUNDS = 200
"""Times that questions may be put in a session."""
TITLE_LENGTH = 120
NAME_LENGTH = 60
LABEL_LENGTH = 160
"""Of a decision."""
OPTION_LENGTH = LONGEST
"""Of what is proposed: as long as a line that the room writes, so that none is cut."""
AS_TOLD, SECRET, BY_NAME = "", "secret", "nominatif"
"""How a question is put: as its format tells, in secret, or by name when its format allows."""
NOTE_LENGTH = 3000
"""Of the host's note on a section."""
BODIES = {
    "": "À préciser",
    "bureau": "Le bureau",
    "conseil": "Le conseil",
    "assemblee": "L’assemblée générale",
    "direction": "La direction, par délégation",
}
"""Which body decides → its name."""
