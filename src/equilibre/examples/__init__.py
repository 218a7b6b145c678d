"""A fictitious association, to try the whole tool and to have files to try it with."""

from __future__ import annotations

from equilibre.examples.fictitious import fictitious_dossier

__all__ = ["fictitious_dossier"]
