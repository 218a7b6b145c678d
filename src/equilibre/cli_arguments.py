"""What the command understands, said in French from the help to the errors."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, NoReturn, get_args

from equilibre.accounts.options import FormatChoice
from equilibre.cli_files import CommandError

SEPARATORS = {"tab": "\t", "tabulation": "\t", "\\t": "\t", "\t": "\t", "|": "|", ";": ";", ",": ","}
WORDS = (
    (r"the following arguments are required: (.*)", "il manque\u00a0: {0}"),
    (r"unrecognized arguments: (.*)", "je ne comprends pas\u00a0: {0}"),
    (r"argument (.*): expected one argument", "{0} attend une valeur"),
    (r"argument (.*): expected at least one argument", "{0} attend au moins une valeur"),
    (r"argument (.*): not allowed with argument (.*)", "{0} et {1} ne vont pas ensemble"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", "{0}\u00a0: {1} n’est pas proposé ({2})"),
    (r"argument (.*): ignored explicit argument (.*)", "{0} n’attend pas de valeur ({1})"),
    (r"argument ([^:]*): (.*)", "{0}\u00a0: {1}"),
)
"""What argparse says, and how it is said here."""


class FrenchFormatter(argparse.RawDescriptionHelpFormatter):
    """« Usage : » rather than « usage: »."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Write the usage under a French word."""
        super().add_usage(usage, actions, groups, "Usage\u00a0: " if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """argparse whose errors are one French sentence, raised instead of printed."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=FrenchFormatter, allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise ``CommandError`` with the sentence and where to read more."""
        for pattern, said in WORDS:
            found = re.fullmatch(pattern, message, re.S)
            if found:
                message = said.format(*(part.replace("'", "") for part in found.groups()))
                break
        raise CommandError(f"{message}. « {self.prog} --help » explique la commande.")


def a_date(text: str) -> dt.date:
    """« 2024-01-01 » or « 01/01/2024 »."""
    for pattern, order in ((r"(\d{4})-(\d{2})-(\d{2})", (1, 2, 3)), (r"(\d{2})/(\d{2})/(\d{4})", (3, 2, 1))):
        found = re.fullmatch(pattern, text)
        if found:
            try:
                return dt.date(*(int(found[i]) for i in order))
            except ValueError:
                break
    raise argparse.ArgumentTypeError(f"« {text} » n’est pas une date. Écrivez 2024-01-31 ou 31/01/2024")


def a_separator(text: str) -> str:
    """The separator character, by itself or by name."""
    if text.lower() not in SEPARATORS:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un séparateur. Choisissez tab, |, ; ou ,")
    return SEPARATORS[text.lower()]


def an_encoding(text: str) -> str:
    """An encoding that Python knows, as it was written."""
    try:
        "".encode(text)
    except (LookupError, ValueError) as error:
        raise argparse.ArgumentTypeError(
            f"« {text} » n’est pas un encodage connu. Essayez utf-8, cp1252, iso8859-15 ou cp850"
        ) from error
    return text


def _add_help(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("Aide")
    group.add_argument("-h", "--help", action="help", help="afficher cette aide")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("Lecture", "Ce qui n’est pas précisé est détecté, puis dit.")
    group.add_argument(
        "--format", default="auto", choices=get_args(FormatChoice), metavar="FORMAT",
        help="auto, fec, balance, cerfa, tableur, tresorerie ou passation",
    )  # fmt: skip
    group.add_argument(
        "--encoding",
        type=an_encoding,
        metavar="ENCODAGE",
        help="utf-8, cp1252, iso8859-15, cp850",
    )
    group.add_argument(
        "--separator",
        type=a_separator,
        metavar="SEPARATEUR",
        help="tab, |, ; ou , (entre guillemets)",
    )
    group.add_argument("--opening", type=a_date, metavar="DATE", help="premier jour de l’exercice")
    group.add_argument("--closing", type=a_date, metavar="DATE", help="dernier jour de l’exercice")


def _add_qualify(commands: Any) -> None:
    parser = commands.add_parser(
        "qualify",
        help="lire des comptes et dire le modèle socio-économique",
        description="Lit un ou plusieurs exercices d’une même association et dit son modèle\n"
        "socio-économique. Sans option de sortie, un résumé s’affiche.",
    )
    files = parser.add_argument_group("Fichiers")
    files.add_argument(
        "files", nargs="+", metavar="FICHIER",
        help="FEC, balance, budget Cerfa, tableur, trésorerie ou passation ; plusieurs fichiers : plusieurs "
        "exercices",
    )  # fmt: skip
    files.add_argument("--organisation", default="", metavar="NOM", help="nom à imprimer sur les documents")
    _add_reading(parser)
    outputs = parser.add_argument_group("Sortie")
    which = outputs.add_mutually_exclusive_group()
    which.add_argument("--json", action="store_true", help="un objet JSON, montants en centimes")
    which.add_argument("--pdf", metavar="SORTIE", help="le document pour le conseil, en PDF")
    which.add_argument("--xlsx", metavar="SORTIE", help="tous les chiffres et leur origine, dans un classeur")
    which.add_argument("--passation", metavar="SORTIE", help="le fichier à rouvrir plus tard dans l’outil")
    _add_help(parser)


def build_parser() -> FrenchParser:
    """The whole command line."""
    parser = FrenchParser(
        prog="equilibre",
        description="Des comptes d’une association à son modèle socio-économique.",
        epilog="Codes de sortie\u00a0: 0 quand c’est lu, 2 sinon (une phrase dit pourquoi).",
    )
    _add_help(parser)
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMANDE", title="Commandes", parser_class=FrenchParser
    )
    _add_qualify(commands)
    check = commands.add_parser(
        "check",
        help="lister ce qui est à vérifier dans un fichier de comptes",
        description="Liste les anomalies d’un fichier\u00a0: la ligne, ce qui a été lu, ce qui était\n"
        "attendu, que faire. Ce sont des signaux de qualité, jamais un avis sur la conformité légale.",
    )
    files = check.add_argument_group("Fichier")
    files.add_argument("file", metavar="FICHIER", help="le fichier de comptes")
    _add_reading(check)
    check.add_argument_group("Sortie").add_argument("--json", action="store_true", help="un objet JSON")
    _add_help(check)
    reference = commands.add_parser(
        "reference",
        help="afficher les paramètres datés et leurs sources",
        description="Affiche les paramètres livrés (Smic, seuils, repères, conventions), leurs dates, leurs\n"
        "sources et leur statut\u00a0: établi (une source le dit), lecture (notre lecture), convention\n"
        "(un choix de l’outil).",
    )
    reference.add_argument_group("Sortie").add_argument("--json", action="store_true", help="un objet JSON")
    _add_help(reference)
    example = commands.add_parser(
        "example",
        help="écrire les fichiers d’une association fictive, pour essayer",
        description="Écrit les fichiers qu’aurait une association fictive, pour essayer l’outil.",
    )
    example.add_argument_group("Sortie").add_argument(
        "--out", required=True, metavar="DOSSIER", help="dossier où écrire ; il est créé s’il manque"
    )
    _add_help(example)
    return parser
