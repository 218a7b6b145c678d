"""A plan, made by the form of the site."""

from __future__ import annotations

import pytest

from harness.client import ScanningClient
from harness.plans import Made


@pytest.fixture
def made(client: ScanningClient, db: None) -> Made:
    """The plan of somebody who answered nothing but the time."""
    return Made(client)
