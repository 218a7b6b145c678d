"""Patches of Django for the tests: undefined variables fail, unordered querysets come in random order."""

from __future__ import annotations

import copy
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.template import engines
from django.template.base import FilterExpression, VariableDoesNotExist

SOURCE = Path(__file__).resolve().parents[2] / "src" / "trajectoires"
LOCAL = {"127.0.0.1", "::1", "localhost"}


class UndefinedVariableError(AssertionError):
    """A template read a name that its view did not give."""


class FailingString(str):
    """What Django prints for an undefined variable: printing it fails."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, missing: object) -> str:
        raise UndefinedVariableError(f"undefined template variable: {missing}")


def undefined_variables_fail(patch: Any) -> None:
    """Printing, testing or looping over a name that is not in the context raises, in our own templates."""
    patch.setattr(engines["django"].engine, "string_if_invalid", FailingString("%s"))
    resolve = FilterExpression.resolve

    def strict(self: FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
        if ignore_failures and self.is_var and _ours(context):
            try:
                self.var.resolve(context)
            except VariableDoesNotExist as error:
                raise UndefinedVariableError(f"undefined template variable: {self.var}") from error
        if not _ours(context):
            # Wagtail's templates lean on the silence that Django gives to undefined names.
            try:
                found = resolve(self, context, ignore_failures)
                # A method that answers « there is none » in its own silent way gives it as it is.
                return "" if isinstance(found, FailingString) else found
            except UndefinedVariableError:
                # As Django does by itself: the filters (« default »…) get an empty text.
                empty = copy.copy(self)
                empty.is_var, empty.var = False, ""
                return resolve(empty, context, ignore_failures)
        return resolve(self, context, ignore_failures)

    patch.setattr(FilterExpression, "resolve", strict)


def _ours(context: Any) -> bool:
    template = getattr(context.render_context, "template", None)
    origin = getattr(getattr(template, "origin", None), "name", "")
    return origin.startswith(str(SOURCE))


def unordered_is_random(patch: Any) -> None:
    """A queryset that nobody ordered comes back in an order that changes."""
    pairs = SQLCompiler._order_by_pairs

    def shuffled(self: SQLCompiler) -> Iterator[Any]:
        found = list(pairs(self))
        query = self.query
        free = query.default_ordering and not (query.distinct or query.combinator or query.group_by)
        if not found and free:
            found = [(OrderBy(Random()), False)]
        yield from found

    patch.setattr(SQLCompiler, "_order_by_pairs", shuffled)


def no_network(patch: Any) -> None:
    """Only this machine may be reached: PostgreSQL, and the server that a browser test opens."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> Any:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in LOCAL:
            raise AssertionError(f"a test reached for the network: {address}")
        return connect(self, address)

    patch.setattr(socket.socket, "connect", local_only)
