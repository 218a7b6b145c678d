"""One small drawing for the editor: readings by day, with the sentence that says it."""

from __future__ import annotations

import datetime as dt

from django.utils.safestring import SafeString, mark_safe

from equilibre.drawings.svg import Markup, element
from equilibre.formatting import day as in_words
from equilibre.formatting import number

WIDTH, HEIGHT, FOOT = 720, 140, 18


def sentence(days: list[tuple[dt.date, int]]) -> str:
    """« 1 234 pages lues en 30 jours, 41 par jour ; le plus le 12 mars 2026 (96). »"""
    total = sum(count for _, count in days)
    if not total:
        return f"Aucune page lue en {len(days)}\u00a0jours."
    best, most = max(days, key=lambda one: one[1])
    pages = "page lue" if total == 1 else "pages lues"
    return (
        f"{number(total)} {pages} en {len(days)}\u00a0jours, {number(total / len(days))} par jour en moyenne"
        f"\u00a0; le plus le {in_words(best)} ({number(most)}). Robots compris, sans cookie ni adresse."
    )


def by_day(days: list[tuple[dt.date, int]]) -> SafeString:
    """Bars, one a day; each says its day and its number."""
    most = max((count for _, count in days), default=0) or 1
    step = WIDTH / max(len(days), 1)
    plot = HEIGHT - FOOT
    bars = [
        element(
            "rect",
            element("title", f"{in_words(day)}\u00a0: {number(count)}"),
            x=rank * step + 1,
            y=plot - max(count / most * (plot - 4), 1 if count else 0),
            width=step - 2,
            height=max(count / most * (plot - 4), 1 if count else 0),
        )
        for rank, (day, count) in enumerate(days)
    ]
    base = element("line", x1=0, x2=WIDTH, y1=plot, y2=plot, class_="chart-base")
    drawn: Markup = element(
        "svg",
        base,
        *bars,
        *_ends(days),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=sentence(days),
        class_="editor-chart",
    )
    return mark_safe(drawn)  # noqa: S308  every text went through ``element``


def _ends(days: list[tuple[dt.date, int]]) -> list[Markup]:
    if not days:
        return []
    return [
        element("text", in_words(days[0][0]), x=0, y=HEIGHT - 4),
        element("text", in_words(days[-1][0]), x=WIDTH, y=HEIGHT - 4, text_anchor="end"),
    ]
