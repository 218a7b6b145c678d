"""``contenu charger`` pours ``content/`` into the site; ``rapport`` counts it; ``exporter`` writes a page
back.

``liens`` follows every internal link and lists the external ones.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from equilibre.formatting import number
from trajectoires.pages.content import readability
from trajectoires.pages.domain import export, load
from trajectoires.pages.domain.queries.report import all_links, content_report


class Command(BaseCommand):
    """The command."""

    help = "Le contenu du site : charger, rapport, exporter, liens."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb, then what it needs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        loading = verbs.add_parser("charger", help="verser content/ sans écraser ce qui a été changé ici")
        loading.add_argument("--dossier", type=Path, default=settings.CONTENT_DIR)
        verbs.add_parser("rapport", help="compter les pages, les mots, les sources, la lisibilité")
        verbs.add_parser("liens", help="suivre les liens internes, lister les liens externes")
        exporting = verbs.add_parser("exporter", help="écrire une page en Markdown")
        exporting.add_argument("adresse", help="/comprendre/kezako/")
        exporting.add_argument("--vers", type=Path, help="le fichier à écrire ; à l’écran sinon")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        getattr(self, f"_{options['verb']}")(**options)

    def _charger(self, dossier: Path, **options: Any) -> None:
        try:
            report = load.load_content(root=dossier)
        except load.FaultyContentError as error:
            raise CommandError("Le contenu n’a pas été chargé\u00a0:\n" + "\n".join(error.faults)) from None
        self.stdout.write(
            f"Contenu\u00a0: {report.created} créés, {report.updated} mis à jour,"
            f" {report.unchanged} inchangés."
        )
        for line in report.left:
            self.stdout.write(f"  laissé\u00a0: {line}")

    def _rapport(self, **options: Any) -> None:
        report = content_report()
        for door in report.doors:
            self.stdout.write(f"{door.label:<18} {door.pages:>4} pages {number(door.words):>9} mots")
        words = sum(page.words for page in report.pages)
        self.stdout.write(f"{'En tout':<18} {len(report.pages):>4} pages {number(words):>9} mots\n")
        for kind, count in report.rows.items():
            self.stdout.write(f"{kind:<18} {count:>4}")
        self.stdout.write(f"{'fiche pratique':<18} {report.sheets:>4}\n")
        cited = [page.sources for page in report.pages] or [0]
        self.stdout.write(
            f"Sources par page\u00a0: {sum(cited) / len(cited):.1f} en moyenne, {min(cited)} au moins."
        )
        for name, pages in (
            ("sans source", report.without_source),
            ("difficiles à lire", report.hard_to_read),
        ):
            self.stdout.write(f"Pages {name}\u00a0: {', '.join(page.address for page in pages) or 'aucune'}.")
        self._ease([page.measured for page in report.pages if page.measured.words >= 40])

    def _ease(self, measured: list[readability.Readability]) -> None:
        if not measured:
            return
        lengths = [one.words_per_sentence for one in measured]
        indices = [one.kandel_moles for one in measured]
        self.stdout.write(
            f"Mots par phrase\u00a0: {sum(lengths) / len(lengths):.1f} en moyenne, {max(lengths):.1f} au plus"
            f" (seuil {readability.WORDS_PER_SENTENCE_MAX:.0f})."
        )
        self.stdout.write(
            f"Indice de Kandel et Moles\u00a0: {sum(indices) / len(indices):.0f} en moyenne,"
            f" {min(indices):.0f} au moins (seuil {readability.KANDEL_MOLES_MIN:.0f})."
        )

    def _liens(self, **options: Any) -> None:
        found = all_links()
        for bad in found.bad:
            self.stdout.write(f"mort\u00a0: {bad.address} sur {bad.written_on} ({bad.why})")
        for orphan in found.orphans:
            self.stdout.write(f"orpheline\u00a0: {orphan}")
        for address, places in sorted(found.external.items()):
            self.stdout.write(f"externe\u00a0: {address} ({', '.join(sorted(set(places)))})")
        self.stdout.write(
            f"{len(found.bad)} liens morts, {len(found.orphans)} pages orphelines,"
            f" {len(found.external)} liens externes."
        )

    def _exporter(self, adresse: str, vers: Path | None, **options: Any) -> None:
        try:
            text = export.export_page(address=adresse)
        except export.NoSuchPageError:
            raise CommandError(f"Aucune page publiée à l’adresse {adresse}") from None
        if vers is None:
            self.stdout.write(text)
        else:
            vers.write_text(text, encoding="utf-8")
            self.stdout.write(f"Écrit dans {vers}")
