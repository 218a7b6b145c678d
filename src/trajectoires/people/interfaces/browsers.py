"""The kind of a browser, from what it says of itself: enough for its owner to recognise it, and no more."""

from __future__ import annotations

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
"""In this order: most of them also call themselves by the names below theirs."""
SYSTEMS = (
    ("Android", "sur un téléphone ou une tablette Android"),
    ("iPhone", "sur un iPhone"),
    ("iPad", "sur un iPad"),
    ("Windows", "sous Windows"),
    ("Macintosh", "sur un Mac"),
    ("Linux", "sous Linux"),
)


def kind_of(agent: str) -> str:
    """« Firefox sous Windows »; « Un navigateur » when it says nothing that is known."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "Un navigateur")
    system = next((words for mark, words in SYSTEMS if mark in agent), "")
    return f"{browser} {system}".strip()
