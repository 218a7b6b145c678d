"""Real phones behind the weak link: Chromium, the project's own pages, votes pressed while nothing passes."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import sys
from dataclasses import dataclass, field

from playwright.async_api import Page, async_playwright, expect
from tests.load.crowd import told
from tests.load.room import ASK, STORED, WORDS, Host
from tests.load.served import Served, serve
from tests.load.weak import COUNT, Ledger, Person, same, say_weather, weather_of
from tests.load.weak_link import WeakLink, missing, weak_link

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
LONG = 120_000
"""Milliseconds before giving up."""
ON_ITS_WAY, LOST, WELL = "Votre réponse est en route", "Votre réponse attend ici", "Connecté"
STATE = "[data-state]"
NOTHING_WAITS = "() => localStorage.getItem(`seance-attente:${location.pathname}`) === null"


@dataclass
class Seen:
    """What was seen on the phones."""

    in_words: list[float] = field(default_factory=list)
    """Seconds from a press during a cut to the words that say it."""
    stored: list[float] = field(default_factory=list)
    """Seconds from a press during a cut to its acceptance."""
    sent: int = 0
    notes: list[list[int]] = field(default_factory=list)
    """Of each round, the last note of each phone."""


async def come_in(page: Page, served: Served, code: str) -> None:
    """By the code, as people do."""
    await page.goto(f"http://{served.address}/seance/{code}/", timeout=LONG)
    await page.get_by_role("button", name="Prendre place").click(no_wait_after=True)
    await expect(page.get_by_text(WELL)).to_be_visible(timeout=LONG)


async def rate(page: Page, note: int) -> None:
    """Tick the same note on every line."""
    for word in WORDS:
        await page.locator(f"input[name=valeur-{word}][value='{note}']").check(timeout=LONG)


async def press(page: Page) -> None:
    """« Envoyer »."""
    await page.locator("form[data-answer] .button-main").click(no_wait_after=True)


async def vote_in_a_cut(page: Page, seen: Seen, *, reloaded: bool) -> None:
    """Press; the page says in words that it has not left; once the network is back, it is stored."""
    loop = asyncio.get_running_loop()
    pressed = loop.time()
    await press(page)
    await expect(page.locator(STATE).filter(has_text="Votre réponse")).to_be_visible(timeout=4500)
    seen.in_words.append(loop.time() - pressed)
    words = " ".join(await page.locator(STATE).all_inner_texts())
    assert ON_ITS_WAY in words or LOST in words, words
    if reloaded:
        # The worst that one can do: what was pressed is in the phone, and nowhere else.
        await page.reload(timeout=LONG)
    await expect(page.get_by_text(STORED)).to_be_visible(timeout=LONG)
    await page.wait_for_function(NOTHING_WAITS, timeout=LONG)
    seen.stored.append(loop.time() - pressed)
    await expect(page.get_by_text(WELL, exact=True)).to_be_visible(timeout=LONG)


async def play(served: Served, link: WeakLink, said: argparse.Namespace, seen: Seen) -> str:
    """A few phones, on their side of the link; the code of the session."""
    host = Host(served.address)
    host.browser = Person(served.address, Ledger())
    await host.begin()
    program = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        pages = []
        for _ in range(said.telephones):
            context = await browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
            page = await context.new_page()
            page.on("request", lambda one: _count(seen, one.method, one.url))
            pages.append(page)
        await asyncio.gather(*(come_in(page, served, host.code) for page in pages))
        for _ in range(said.tours):
            await host.open()
            for page in pages:
                await expect(page.locator("form[data-answer]")).to_be_visible(timeout=LONG)
                await expect(page.get_by_text(STORED)).to_have_count(0, timeout=LONG)
            notes = [random.randint(1, 4) for _ in pages]
            await asyncio.gather(*(rate(page, note) for page, note in zip(pages, notes, strict=True)))
            link.cut(said.coupure)
            await asyncio.gather(
                *(vote_in_a_cut(page, seen, reloaded=rank == 0) for rank, page in enumerate(pages))
            )
            # Somebody changes their mind; the link is merely bad.
            notes[-1] = 5 - notes[-1]
            await rate(pages[-1], notes[-1])
            await press(pages[-1])
            await pages[-1].wait_for_function(NOTHING_WAITS, timeout=LONG)
            await host.close()
            seen.notes.append(notes)
        await browser.close()
    return host.code


def _count(seen: Seen, method: str, url: str) -> None:
    seen.sent += method == "POST" and "/seance/p/" in url


def run(said: argparse.Namespace) -> int:
    """Print what the phones said and what was counted; 0 when each last vote is counted once."""
    if why := missing():
        print(why, file=sys.stderr)
        return 2
    random.seed(said.graine)
    seen = Seen()
    cut, said.coupure = said.coupure, 0.0
    weather = weather_of(said)
    said.coupure = cut
    with weak_link(weather) as link, serve(said, link.server) as served:
        code = link.run(lambda: asyncio.run(play(served, link, said, seen)))
        seats, counted = json.loads(served.run(COUNT, code, ASK))
        say_weather(link)
    alike = [same(notes, *one) for notes, one in zip(seen.notes, counted, strict=True)]
    print(f"téléphones : {said.telephones}, places : {seats}, questions : {len(counted)}")
    print(f"réponses données pendant une coupure : {len(seen.stored)} ; envois en tout : {seen.sent}")
    print(f"de l’envoi aux mots qui disent que le réseau manque : {told(seen.in_words)}")
    print(f"de l’envoi à l’acceptation : {told(seen.stored)}")
    for rank, one in enumerate(alike, start=1):
        print(f"tour {rank} : {'chaque dernière réponse comptée une fois' if one else counted[rank - 1]}")
    return 0 if all(alike) and seats == said.telephones else 1
