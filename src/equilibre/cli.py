"""The command ``equilibre``: read accounts, print the model, write its documents.

Exit codes: 0 when the file was read, 2 with one sentence on standard error when it was not, 130 when the
user interrupts, 141 when whoever reads the output stops reading.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from equilibre import cli_commands
from equilibre.cli_arguments import build_parser
from equilibre.cli_files import CommandError
from equilibre.errors import ReadError

READ, NOT_READ, INTERRUPTED, PIPE_CLOSED = 0, 2, 130, 141


def run(arguments: argparse.Namespace) -> None:
    """Carry out the command that was asked."""
    commands = {
        "qualify": cli_commands.qualify,
        "check": cli_commands.check,
        "reference": cli_commands.reference,
        "example": cli_commands.example,
    }
    commands[arguments.command](arguments)


def defect(error: Exception) -> str:
    """What is said of a mistake of ours: its kind and place, never its message, which may quote a file."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"un défaut du logiciel empêche de conclure ({type(error).__name__}, {Path(last.filename).name} "
        f"ligne {last.lineno}). Signalez-le sans joindre votre fichier\u00a0; "
        "EQUILIBRE_TRACE=1 donne le détail."
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point of the command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        run(build_parser().parse_args(argv))
        sys.stdout.flush()
    except (ReadError, CommandError) as error:
        sentence = error.sentence() if isinstance(error, ReadError) else str(error)
        sys.stderr.write(f"equilibre\u00a0: {sentence}\n")
        return NOT_READ
    except BrokenPipeError:
        # What is left in the buffer has no reader: it must not be flushed again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        sys.stderr.write("equilibre\u00a0: lecture interrompue, rien n’a été écrit.\n")
        return INTERRUPTED
    except MemoryError:
        sys.stderr.write(
            "equilibre\u00a0: la mémoire de cette machine ne suffit pas pour ce fichier. "
            "Fermez d’autres programmes, ou exportez les exercices séparément.\n"
        )
        return NOT_READ
    except Exception as error:
        if os.environ.get("EQUILIBRE_TRACE"):
            raise
        sys.stderr.write(f"equilibre\u00a0: {defect(error)}\n")
        return NOT_READ
    return READ


if __name__ == "__main__":
    sys.exit(main())
