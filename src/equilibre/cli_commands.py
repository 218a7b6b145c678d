"""The four commands: each reads, concludes, writes."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import itertools
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from equilibre import cli_summary
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.totals import Reading
from equilibre.cli_files import CommandError, Progress, make_directory, read_bytes, refuse_target, write_bytes
from equilibre.model.dossier import FORMAT, Dossier, ExerciceInputs

PASSATION_MARK = FORMAT.partition("/1")[0].encode()


def options_of(arguments: argparse.Namespace) -> ReadOptions:
    """The reading options that were typed."""
    if arguments.opening and arguments.closing and arguments.closing < arguments.opening:
        raise CommandError(
            "Le dernier jour de l’exercice est avant le premier. Échangez --opening et --closing."
        )
    return ReadOptions(
        format=arguments.format,
        encoding=arguments.encoding or "",
        separator=arguments.separator or "",
        opening=arguments.opening,
        closing=arguments.closing,
    )


def read_one(path: str, data: bytes, options: ReadOptions) -> Reading:
    """One file read by the engine, with its progress; ``ReadError`` when it cannot be."""
    from equilibre.accounts.reading import read_accounts

    name = "" if path == "-" else Path(path).name
    progress = Progress(name or "Lecture", len(data))
    try:
        return read_accounts(data, name=name, options=options, progress=progress)
    finally:
        progress.done()


def is_passation(data: bytes, options: ReadOptions) -> bool:
    """A passation file, by choice or by its first bytes."""
    if options.format != "auto":
        return options.format == "passation"
    return data[:64].lstrip()[:1] == b"{" and PASSATION_MARK in data


def dossier_of(arguments: argparse.Namespace) -> tuple[Dossier, tuple[Reading, ...]]:
    """The dossier that the files make, in order of exercice, with what was read of each."""
    options = options_of(arguments)
    contents = [read_bytes(path, options.limits) for path in arguments.files]
    if is_passation(contents[0], options):
        return _reopened(arguments, contents)
    if len(contents) > 1 and (options.opening or options.closing):
        raise CommandError(
            "--opening et --closing valent pour un seul fichier. Lisez les exercices un par un."
        )
    readings = [read_one(path, data, options) for path, data in zip(arguments.files, contents, strict=True)]
    readings.sort(key=lambda reading: (reading.totals.closing, reading.totals.opening))
    for before, after in itertools.pairwise(readings):
        if before.totals.closing >= after.totals.opening:
            raise CommandError(
                f"« {before.totals.source.name} » et « {after.totals.source.name} » se chevauchent. "
                "Donnez un fichier par exercice, sans le même exercice deux fois."
            )
    exercices = tuple(ExerciceInputs(totals=reading.totals) for reading in readings)
    return Dossier(exercices=exercices, organisation=arguments.organisation), tuple(readings)


def _reopened(arguments: argparse.Namespace, contents: list[bytes]) -> tuple[Dossier, tuple[Reading, ...]]:
    from equilibre.documents.passation import read_passation

    if len(contents) > 1:
        raise CommandError("Une passation contient déjà tous ses exercices. Donnez-la seule.")
    dossier = read_passation(contents[0])
    if arguments.organisation:
        dossier = msgspec.structs.replace(dossier, organisation=arguments.organisation)
    return dossier, tuple(Reading(totals=inputs.totals) for inputs in dossier.exercices)


def qualify(arguments: argparse.Namespace) -> None:
    """``equilibre qualify``: the model, as a summary, a JSON object or a document."""
    from equilibre.model.build import build_model

    for target in (arguments.pdf, arguments.xlsx, arguments.passation):
        if target:
            refuse_target(target)
    dossier, readings = dossier_of(arguments)
    model = build_model(dossier)
    if arguments.json:
        from equilibre.model.export import qualify_json

        _print_json(qualify_json(model, readings))
    elif arguments.pdf:
        from equilibre.documents.board_pdf import board_pdf

        write_bytes(arguments.pdf, board_pdf(model, today=today()))
    elif arguments.xlsx:
        from equilibre.documents.workbook import workbook_xlsx

        write_bytes(arguments.xlsx, workbook_xlsx(model, today=today()))
    elif arguments.passation:
        from equilibre.documents.passation import write_passation

        write_bytes(arguments.passation, write_passation(dossier, model, today=today()))
    else:
        sys.stdout.write(cli_summary.summary(model, readings))


def check(arguments: argparse.Namespace) -> None:
    """``equilibre check``: every anomaly listed, all of them counted."""
    options = options_of(arguments)
    data = read_bytes(arguments.file, options.limits)
    if is_passation(data, options):
        raise CommandError(
            "Une passation ne contient pas les écritures. Vérifiez le fichier de comptes dont elle vient."
        )
    reading = read_one(arguments.file, data, options)
    if arguments.json:
        report = reading.totals.anomalies
        _print_json(
            {
                "source": msgspec.to_builtins(reading.totals.source),
                "count": report.count,
                "by_code": report.by_code,
                "items": msgspec.to_builtins(report.items),
                "notes": reading.notes,
            }
        )
    else:
        sys.stdout.write(cli_summary.anomalies(reading))


def reference(arguments: argparse.Namespace) -> None:
    """``equilibre reference``: the shipped parameters with dates, sources and status."""
    from equilibre.reference import RULES_VERSION
    from equilibre.reference.parameters import all_parameters

    parameters = all_parameters()
    if arguments.json:
        _print_json({"rules_version": RULES_VERSION, "parameters": msgspec.to_builtins(parameters)})
    else:
        sys.stdout.write(cli_summary.parameters(parameters, RULES_VERSION))


def example(arguments: argparse.Namespace) -> None:
    """``equilibre example``: the fictitious association as the files that a treasurer would have."""
    from equilibre.examples.files import example_files

    folder = make_directory(arguments.out)
    for name, data in example_files().items():
        write_bytes(str(folder / name), data)
        digest = hashlib.sha256(data).hexdigest()[:12]
        sys.stdout.write(f"{folder / name}  ({len(data)} octets, sha256 {digest}…)\n")


def today() -> dt.date:
    """The day printed on documents. The command is the only part of the engine that reads a clock."""
    return dt.datetime.now(tz=ZoneInfo("Europe/Paris")).date()


def _print_json(value: Any) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
