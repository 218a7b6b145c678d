"""Files in, files out: what goes wrong on a disk is told in a sentence, and nothing is left half-written."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from equilibre.accounts.options import Limits

STANDARD = "-"
LONG_FILE = 5_000_000
"""From this size on, the reading says how far it went (when somebody is looking)."""


class CommandError(Exception):
    """Something is wrong with the command itself or with a path: one French sentence."""


def read_bytes(path: str, limits: Limits) -> bytes:
    """The content of a file, or of the standard input for « - »; ``CommandError`` when it cannot be had."""
    if path == STANDARD:
        data = sys.stdin.buffer.read(limits.file_bytes + 1)
        _refuse_large(len(data), "L’entrée standard", limits)
        return data
    try:
        _refuse_large(Path(path).stat().st_size, f"« {path} »", limits)
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise CommandError(f"« {path} » n’existe pas. Vérifiez le nom et le dossier.") from error
    except IsADirectoryError as error:
        raise CommandError(
            f"« {path} » est un dossier. Indiquez le fichier de comptes qu’il contient."
        ) from error
    except PermissionError as error:
        raise CommandError(
            f"Vous n’avez pas le droit de lire « {path} ». Changez ses droits ou copiez-le."
        ) from error
    except (OSError, ValueError) as error:
        raise CommandError(f"« {path} » ne peut pas être lu ({_reason(error)}).") from error


def _refuse_large(size: int, what: str, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise CommandError(
            f"{what} dépasse {limits.file_bytes // 1_000_000}\u00a0Mo, la taille acceptée. "
            "Exportez un seul exercice par fichier."
        )


def refuse_target(path: str) -> None:
    """Say at once that a document could not be written there, before a long reading."""
    if path == STANDARD:
        return
    if Path(path).is_dir():
        raise CommandError(f"« {path} » est un dossier. Indiquez un nom de fichier.")
    if not Path(path).parent.is_dir():
        raise CommandError(f"Le dossier de « {path} » n’existe pas. Créez-le d’abord.")


def write_bytes(path: str, data: bytes) -> None:
    """Write a document whole or not at all; « - » is the standard output."""
    if path == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    refuse_target(path)
    target = Path(path)
    if target.exists() and not target.is_file():
        # A device or a named pipe is written to, never replaced.
        _attempt(path, lambda: target.write_bytes(data))
        return
    _attempt(path, lambda: _replace(target, data))


def make_directory(path: str) -> Path:
    """Create a folder and its parents when they are missing."""
    target = Path(path)
    _attempt(path, lambda: target.mkdir(parents=True, exist_ok=True))
    return target


def _attempt(path: str, action: Callable[[], object]) -> None:
    try:
        action()
    except PermissionError as error:
        raise CommandError(f"Vous n’avez pas le droit d’écrire « {path} ».") from error
    except FileExistsError as error:
        raise CommandError(f"« {path} » existe déjà et n’est pas un dossier.") from error
    except (OSError, ValueError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise CommandError(f"« {path} » ne peut pas être écrit ({_reason(error)}).") from error


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


class Progress:
    """« Lecture : 42 % » on the standard error of a terminal, for long files only."""

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.shown = False
        self.wanted = size >= LONG_FILE and sys.stderr.isatty()
        self._last = 0.0

    def __call__(self, share: float) -> None:
        """Show a share between 0 and 1, ten times a second at most."""
        now = time.monotonic()
        if not self.wanted or (now - self._last < 0.1 and share < 1):
            return
        self._last = now
        self.shown = True
        sys.stderr.write(f"\r{self.name}\u00a0: {round(100 * share)}\u00a0%")
        sys.stderr.flush()

    def done(self) -> None:
        """Leave the line as it was."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
