"""The one exception that a reader may raise: a sentence that a volunteer can act upon."""

from __future__ import annotations

from equilibre.formatting import NBSP, typographic


class ReadError(Exception):
    """A file, a sheet or a form that cannot be read without guessing.

    Every part is French and meant for the screen: ``message`` says what is wrong, ``remedy`` what to
    do next; ``line`` (1-based, as an editor counts), ``field``, ``read`` and ``expected`` give the place.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        remedy: str,
        line: int | None = None,
        field: str = "",
        read: str = "",
        expected: str = "",
    ) -> None:
        self.code = code
        self.message = typographic(message)
        self.remedy = typographic(remedy)
        self.line = line
        self.field = field
        self.read = read
        self.expected = typographic(expected)
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """The whole error in one clear sentence or two, for standard error and for the page."""
        place = []
        if self.line is not None:
            place.append(f"ligne {self.line}")
        if self.field:
            place.append(f"champ {self.field}")
        where = f" ({', '.join(place)})" if place else ""
        found = f" Lu{NBSP}: «{NBSP}{self.read}{NBSP}»." if self.read else ""
        wanted = f" Attendu{NBSP}: {self.expected}." if self.expected else ""
        return f"{self.message}{where}.{found}{wanted} {self.remedy}"
