"""What PostgreSQL's series leaves to SQLite's sends nothing that was not sent to both."""

from __future__ import annotations

import msgspec

from harness import series
from harness.books import fec
from harness.client import ScanningClient
from harness.dossiers import open_deposit
from harness.trajectories import open_trajectory
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import Change

replace = msgspec.structs.replace
MEANS = {
    "exercice": "0",
    "volunteer_hours_field": "1 200",
    "volunteer_certainty": "mesure",
    "volunteer_method": "smic_1",
}


def test_the_files_that_draw_are_there() -> None:
    assert {name for name in series.DRAWN if not (series.ROOT / name).is_file()} == set()


def test_each_of_their_statements_is_sent_here_on_both_databases(client: ScanningClient, db: None) -> None:
    with series.statements() as sent:
        opened, deposited = open_trajectory(), open_deposit(fec())
        for dossier in (opened, deposited):
            dossier.share()
            client.get(dossier.url())
        storage.revise(trajectory=opened.trajectory, change=Change.ACTION, edit=_without_actions)
        assert client.post(opened.url("undo")).status_code == 303
        assert client.post(deposited.url("means"), MEANS).status_code == 303
    assert sent >= series.STATEMENTS, series.STATEMENTS - sent


def _without_actions(saved: Saved) -> Saved:
    return replace(saved, plan=replace(saved.plan, actions=(), scenarios=()))
