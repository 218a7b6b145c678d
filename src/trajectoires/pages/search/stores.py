"""Where tokens are kept, and who matches them first: SQLite's FTS5, or PostgreSQL's own search.

Both hold the same table ``pages_searchtext``, full of tokens made by ``analysis``: letters and digits only. A
store finds and ranks roughly; ``ranking`` gives the final order, the same for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.db import connection as default_connection

TABLE = "pages_searchtext"
FIELDS = ("title", "keywords", "summary", "body")
LINE_MARK = "|"
"""Between two keywords or questions: no database takes it for a word."""
FEW = 24
"""So few matches need no order: each of them will be read."""
RANKED = 100
_TOKEN = re.compile(r"[a-z0-9]+")

# A group is alternatives; an alternative is stems that must all be there.
Groups = Sequence[Sequence[Sequence[str]]]
Row = tuple[int, str, str, str, str]


class Store(Protocol):
    """What the search asks of a database."""

    def create(self) -> None:
        """Make the table."""

    def drop(self) -> None:
        """Take it away."""

    def write(self, rows: Iterable[Row]) -> None:
        """Replace these rows."""

    def remove(self, identifiers: Iterable[int]) -> None:
        """Forget these rows."""

    def clear(self) -> None:
        """Forget every row."""

    def match(self, groups: Groups, *, every: bool, limit: int) -> list[int]:
        """What holds every group, or any. Best first, unless so few match that all will be ranked anyway."""

    def read(self, identifiers: Sequence[int]) -> list[Row]:
        """The tokens of these rows, in any order."""


class _Base:
    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def _run(self, sql: str, params: Sequence[Any] = ()) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, list(params))
            return cursor.fetchall() if cursor.description else []

    def drop(self) -> None:
        """Take the table away."""
        self._run(f"DROP TABLE IF EXISTS {TABLE}")

    def clear(self) -> None:
        """Forget every row."""
        self._run(f"DELETE FROM {TABLE}")  # noqa: S608  a constant

    def remove(self, identifiers: Iterable[int]) -> None:
        """Forget these rows."""
        for identifier in identifiers:
            self._run(f"DELETE FROM {TABLE} WHERE rowid = %s", [identifier])  # noqa: S608

    def read(self, identifiers: Sequence[int]) -> list[Row]:
        """The tokens of these rows."""
        if not identifiers:
            return []
        marks = ", ".join(["%s"] * len(identifiers))
        return self._run(
            f"SELECT rowid, {', '.join(FIELDS)} FROM {TABLE} WHERE rowid IN ({marks})",  # noqa: S608
            identifiers,
        )


class SqliteStore(_Base):
    """FTS5, one column a field, ranked by bm25."""

    def create(self) -> None:
        """Tokens are ASCII already: the tokenizer only cuts at spaces."""
        self._run(f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(FIELDS)}, tokenize='ascii')")

    def write(self, rows: Iterable[Row]) -> None:
        """Replace these rows."""
        kept = list(rows)
        self.remove(row[0] for row in kept)
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, {', '.join(FIELDS)}) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
                kept,
            )

    def match(self, groups: Groups, *, every: bool, limit: int) -> list[int]:
        """By bm25, a word of the title worth eight of the body. Ranking synonyms too would cost twice."""
        asked = _expression(groups, '"', both=" AND ", either=" OR ", every=every)
        found = self._run(
            f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid LIMIT %s",  # noqa: S608
            [asked, limit],
        )
        if len(found) > FEW:
            typed = _expression(_typed(groups), '"', both=" AND ", either=" OR ", every=every)
            ranked = self._run(
                f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s "  # noqa: S608
                f"ORDER BY bm25({TABLE}, 8.0, 5.0, 3.0, 1.0), rowid LIMIT {RANKED}",
                [typed],
            )
            found = list(dict.fromkeys((*ranked, *found)))[:limit]
        return [row[0] for row in found]


class PostgresStore(_Base):
    """A ``tsvector`` of the same tokens, weighted A to D, behind a GIN index."""

    temporary = ""

    def create(self) -> None:
        """The vector is written with the row: nothing of it is computed when one searches."""
        columns = ", ".join(f"{name} text NOT NULL" for name in FIELDS)
        self._run(
            f"CREATE {self.temporary} TABLE {TABLE} "
            f"(rowid bigint PRIMARY KEY, {columns}, vector tsvector NOT NULL)"
        )
        # Beside its row, a vector is read twice as fast as from the table of large values.
        self._run(f"ALTER TABLE {TABLE} ALTER COLUMN vector SET STORAGE MAIN")
        # Without a list of pending changes, the planner knows that the index is cheaper than the table.
        self._run(f"CREATE INDEX {TABLE}_vector ON {TABLE} USING gin (vector) WITH (fastupdate = off)")

    def write(self, rows: Iterable[Row]) -> None:
        """Replace these rows."""
        kept = list(rows)
        self.remove(row[0] for row in kept)
        vector = " || ".join(f"setweight(to_tsvector('simple', %s), '{letter}')" for letter in "ABCD")
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, {', '.join(FIELDS)}, vector) "  # noqa: S608
                f"VALUES (%s, %s, %s, %s, %s, {vector})",
                [(*row, *row[1:]) for row in kept],
            )

    def match(self, groups: Groups, *, every: bool, limit: int) -> list[int]:
        """By cover density. Ranking reads whole vectors: of many, only the first, which are pages."""
        asked = _expression(groups, "'", both=" & ", either=" | ", every=every)
        found = self._run(
            f"SELECT rowid FROM {TABLE} WHERE vector @@ to_tsquery('simple', %s) ORDER BY rowid LIMIT %s",  # noqa: S608
            [asked, limit],
        )
        identifiers = [row[0] for row in found]
        if len(identifiers) <= FEW:
            return identifiers
        typed = _expression(_typed(groups), "'", both=" & ", either=" | ", every=every)
        ranked = self._run(
            f"SELECT rowid FROM {TABLE}, to_tsquery('simple', %s) AS asked WHERE rowid = ANY(%s) "  # noqa: S608
            "ORDER BY ts_rank_cd('{0.08, 0.25, 0.6, 1.0}', vector, asked, 1) DESC, rowid",
            [typed, identifiers[:RANKED]],
        )
        return [row[0] for row in ranked] + identifiers[RANKED:]


def _typed(groups: Groups) -> Groups:
    """Each group by what was typed, its first alternative."""
    return [group[:1] for group in groups]


def _expression(groups: Groups, quote: str, *, both: str, either: str, every: bool) -> str:
    """The question in a database's own words. Nothing but letters and digits comes from outside."""
    said = []
    for group in groups:
        alternatives = []
        for stems in group:
            if not all(map(_TOKEN.fullmatch, stems)):
                raise ValueError(f"not a token: {stems!r}")
            alternatives.append(f"({both.join(f'{quote}{stem}{quote}' for stem in stems)})")
        said.append(f"({either.join(dict.fromkeys(alternatives))})")
    return (both if every else either).join(said)


def store(connection: Any = None) -> Store:
    """The store of a database, the site's own by default."""
    asked = connection or default_connection
    return PostgresStore(asked) if asked.vendor == "postgresql" else SqliteStore(asked)
