"""``entretenir``: the periodic duties, once for a timer, or again and again beside a server."""

from __future__ import annotations

import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trajectoires.operations import duties

LOOK = 2.0
"""How often, in seconds, a loop looks whether it should stop."""


class Command(BaseCommand):
    """Publishes what was scheduled, purges what expired, sends the letter."""

    help = "Les tâches périodiques : publications programmées, purges, envoi de la lettre."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Once, or in a loop."""
        parser.add_argument(
            "--toutes-les", type=int, metavar="SECONDES", help="recommencer sans fin, toutes les SECONDES"
        )
        parser.add_argument(
            "--avec", type=int, metavar="PARENT", help="s’arrêter avec le processus qui a lancé la commande"
        )

    def handle(
        self, *args: Any, toutes_les: int | None = None, avec: int | None = None, **options: Any
    ) -> None:
        """One turn, or turns until a signal."""
        if toutes_les is None:
            self._once()
        elif toutes_les < 1:
            raise CommandError("--toutes-les attend au moins une seconde.")
        else:
            _loop(toutes_les, avec)

    def _once(self) -> None:
        turn = duties.do_them()
        if turn.elsewhere:
            self.stdout.write("Un autre processus s’en occupe en ce moment.")
            return
        self.stdout.write(f"Entretien fait\u00a0: {', '.join(turn.done) or 'rien'}.")
        if turn.failed:
            raise CommandError(f"Entretien échoué\u00a0: {', '.join(turn.failed)}. Les journaux disent où.")


def _loop(seconds: int, parent: int | None) -> None:
    """A signal ends it after the turn of the moment; so does the end of the parent.

    The number of the parent is told by whoever starts us: it may have ended before we could ask.
    """
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    waited = float(seconds)
    while not stop.is_set() and (parent is None or os.getppid() == parent):
        if waited >= seconds:
            _turn()
            waited = 0.0
        pause = min(LOOK, seconds - waited)
        stop.wait(pause)
        waited += pause


def _turn() -> None:
    try:
        duties.do_them()
    except Exception:
        # The database itself is out of reach: the next turn will tell.
        duties.logger.exception("entretien-impossible")
