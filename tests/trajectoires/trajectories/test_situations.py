"""Twelve situations: what docs/trajectory-rubric.md answers of them, where a machine can read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from equilibre.trajectory.checking import faults
from harness.client import ScanningClient
from harness.situation_pages import as_text, said
from harness.situations import SITUATIONS
from harness.trajectories import open_trajectory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_page_speaks_of_it(client: ScanningClient, name: str) -> None:
    told = SITUATIONS[name]()
    assert not faults(told.saved.plan)
    pages = said(client, open_trajectory(told.saved), told)
    if folder := os.environ.get("TRAJECTOIRES_SAY"):
        where = Path(folder) / f"{SITUATIONS[name].__name__}.txt"
        where.write_text(as_text(pages), encoding="utf-8")
