"""Shipped, dated reference data with sources, and its loader.

``chart``: the chart of accounts per regime · ``labels``: what words in a label suggest · ``parameters``:
dated values · ``catalogue``: natures, resource lines and the seven families. All of it is data in ``data/``.
"""

from __future__ import annotations

RULES_VERSION = "2026.11.1"
"""Version of the rules and of the reference data: printed with every result, kept with every model."""
