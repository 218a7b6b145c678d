"""The editorial site: page types, content that ships, search."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Connects what must hear that something was published."""

    name = "trajectoires.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Listen to Wagtail: a publication makes cached pages old, an upload makes its renditions."""
        from trajectoires.pages import listeners

        listeners.connect()
        self._collections()
        self._tools()
        from trajectoires.pages import proposals_admin  # noqa: F401  its import registers it

    @staticmethod
    def _collections() -> None:
        from trajectoires.pages.content.markdown_text import typeset
        from trajectoires.pages.domain import loading
        from trajectoires.pages.models import GlossaryTerm, Source

        loading.register(
            loading.Collection(
                kind="source",
                model=Source,
                rows=lambda shipped: shipped.sources,
                values=lambda key, row: {
                    "title": typeset(str(row["title"])),
                    "author": typeset(str(row["author"])),
                    "year": str(row.get("year") or ""),
                    "url": row.get("url") or "",
                    "checked": loading.day(row.get("checked")),
                    "note": typeset(str(row.get("note") or "")),
                },
            )
        )
        loading.register(
            loading.Collection(
                kind="terme",
                model=GlossaryTerm,
                rows=lambda shipped: shipped.glossary,
                values=lambda key, row: {
                    "term": typeset(str(row["term"])),
                    "forms": list(row.get("forms") or []),
                    "definition": typeset(" ".join(str(row["definition"]).split())),
                    "page": row.get("page") or "",
                },
            )
        )

    @staticmethod
    def _tools() -> None:
        from trajectoires.pages import tools
        from trajectoires.pages.views import hosted

        tools.register(tools.Tool("glossaire", "pages/glossary.html", hosted.glossary_context))
        tools.register(tools.Tool("plan", "pages/sitemap.html", hosted.plan_context))
        # A form with its own protection is made for one visitor.
        tools.register(tools.Tool("proposer", "pages/propose.html", hosted.propose_context, cacheable=False))
