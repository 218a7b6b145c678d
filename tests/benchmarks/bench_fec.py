"""(a) reading a FEC against a bare polars parse; (b) against fec-parser. Each reader in its own process.

A process imports what it needs, then times one reading of a file that is on the disk; its peak memory is that
of the whole process, interpreter and libraries included. The readers take turns; medians are compared.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.big_fec import NAME, fec_of

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
PEER_ROUNDS = 1


class Measure(NamedTuple):
    """Seconds of the reading, peak bytes of the process."""

    seconds: float
    peak: int


def bare_polars(path: Path) -> None:
    """The floor: the 18 columns as text, nothing else."""
    import polars as pl

    pl.read_csv(path.read_bytes(), separator="\t", infer_schema=False, quote_char=None, encoding="utf8")


def engine(path: Path) -> None:
    """Read, check everything, keep what may be kept, conclude."""
    from equilibre.accounts.privacy import keep
    from equilibre.accounts.reading import read_accounts
    from equilibre.model.build import build_model
    from equilibre.model.dossier import Dossier, ExerciceInputs

    reading = read_accounts(path.read_bytes(), name=NAME)
    build_model(Dossier(exercices=(ExerciceInputs(totals=keep(reading.totals)),)))


def peer(path: Path) -> None:
    """fec-parser 1.0.1: its own parse, without any statement."""
    from fec_parser.analyzer import FECAnalyzer

    with path.open("rb") as stream:
        FECAnalyzer().parse(stream)


READERS: dict[str, Callable[[Path], None]] = {"polars": bare_polars, "moteur": engine, "fec-parser": peer}
IMPORTS = {
    "polars": "polars",
    "moteur": "polars, equilibre.accounts.reading, equilibre.accounts.privacy, equilibre.model.build",
    "fec-parser": "fec_parser.analyzer",
}


def child(reader: str, path: Path) -> None:
    """In its own process: import, then time one reading."""
    for module in IMPORTS[reader].split(", "):
        __import__(module)
    begin = time.perf_counter()
    READERS[reader](path)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps([seconds, peak]))


def measured(reader: str, path: Path) -> Measure:
    """One reading in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_fec", reader, str(path)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return Measure(*json.loads(done.stdout))


def medians(readers: tuple[str, ...], path: Path, rounds: int) -> dict[str, Measure]:
    """Readers in turn, so that the moods of the machine fall on all of them."""
    seen: dict[str, list[Measure]] = {reader: [] for reader in readers}
    for _ in range(rounds):
        for reader in readers:
            seen[reader].append(measured(reader, path))
    return {
        reader: Measure(statistics.median(m.seconds for m in found), max(m.peak for m in found))
        for reader, found in seen.items()
    }


def polars_ratio(lines: int = 1_000_000) -> str:
    """(a): time against the floor, memory against the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_bytes(fec_of(lines))
        size = path.stat().st_size
        found = medians(("polars", "moteur"), path, ROUNDS)
    floor, ours = found["polars"], found["moteur"]
    return "\n".join(
        (
            f"(a) FEC de {lines:_} lignes ({size / 1e6:.0f} Mo) lu, vérifié, qualifié : "
            f"{ours.seconds:.2f} s ; "
            f"lecture nue par polars {floor.seconds:.2f} s ; rapport {ours.seconds / floor.seconds:.2f} "
            "(visé : 2,0 au plus)",
            f"    mémoire au plus haut : {ours.peak / 1e6:.0f} Mo, {ours.peak / size:.1f} fois le fichier "
            f"(visé : 4 au plus) ; polars seul {floor.peak / 1e6:.0f} Mo",
        )
    ).replace("_", "\u202f")


def peer_ratio(lines: int = 100_000) -> str:
    """(b): time against fec-parser on the same file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_bytes(fec_of(lines))
        theirs = medians(("fec-parser",), path, PEER_ROUNDS)["fec-parser"]
        ours = medians(("moteur",), path, ROUNDS)["moteur"]
    return (
        f"(b) FEC de {lines:_} lignes : moteur {ours.seconds:.3f} s ; "
        f"fec-parser 1.0.1 {theirs.seconds:.1f} s ; "
        f"{theirs.seconds / ours.seconds:.0f} fois plus vite (visé : 100 au moins)"
    ).replace("_", "\u202f")


if __name__ == "__main__":
    child(sys.argv[1], Path(sys.argv[2]))
