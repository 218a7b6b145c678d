"""What a revision holds: the engine's plan, the scenario that opens first, its origin. JSON, then zlib."""

from __future__ import annotations

import zlib

import msgspec

from equilibre.model.dossier import Partner
from equilibre.trajectory.alliances import Alliance
from equilibre.trajectory.allocating import Portfolio
from equilibre.trajectory.cerfa_placing import CerfaChoices
from equilibre.trajectory.deciding import Decision, Task
from equilibre.trajectory.digest import ModelDigest
from equilibre.trajectory.hypotheses import Scenario, TrajectoryPlan
from equilibre.trajectory.levers import Situation
from equilibre.trajectory.pitch import Pitch
from equilibre.trajectory.realised import FinancialReport
from equilibre.trajectory.skills import Team
from equilibre.trajectory.workspace import Workspace
from trajectoires.trajectories.domain.needs import FinancingNeed

LEVEL = 6
SEED = 2027
"""The same for everybody: nobody can have chosen the draws that suited them."""


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """A trajectory. Its storage format: add fields with a default, never rename one."""

    plan: TrajectoryPlan
    chosen: str = ""
    """Key of the scenario that opens first; the first one when it is gone."""
    seed: int = SEED
    source: str = ""
    """Label of the exercice it starts from; empty when lines were typed by hand."""
    left_out: int = 0
    """Cents of that exercice which do not come again by themselves."""
    fictitious: bool = False
    """The example: said on every page."""
    decisions: tuple[Decision, ...] = ()
    tasks: tuple[Task, ...] = ()
    """Lines of the action plan."""
    situation: Situation = Situation()
    """What opens or delays levers."""
    team: Team = Team()
    """Who makes the project: people, key posts, competencies."""
    alliances: tuple[Alliance, ...] = ()
    partners: tuple[Partner, ...] = ()
    """Told with the accounts: proposed among the alliances until taken up or set aside."""
    activities: Portfolio = Portfolio()
    """What each brings and costs, and how lines are shared between them."""
    needs: tuple[FinancingNeed, ...] = ()
    """What has to be financed, in the order of the map of instruments."""
    model: ModelDigest | None = None
    """What the page of the model said on the day it started; None when lines were typed by hand."""
    workspace: Workspace = Workspace()
    """The eight steps."""

    cerfa: CerfaChoices = CerfaChoices()
    """Where lines go on the Cerfa form, for which exercice, and what is given in kind."""
    realised: tuple[FinancialReport, ...] = ()
    """The financial reports of grants: planned, realised, explained."""
    pitch: Pitch = Pitch()
    """Three minutes to say it."""

    def scenario(self, key: str = "") -> Scenario:
        """The scenario of this key, or the chosen one, or the first. A plan always has one."""
        by_key = {one.key: one for one in self.plan.scenarios}
        return by_key.get(key) or by_key.get(self.chosen) or self.plan.scenarios[0]


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Saved)


def to_json(saved: Saved) -> bytes:
    """As a space of an organisation keeps it."""
    return _encoder.encode(saved)


def from_json(content: bytes) -> Saved:
    """Raises ``msgspec.ValidationError`` on anything else."""
    return _decoder.decode(content)


def pack(saved: Saved) -> bytes:
    """For the database."""
    return zlib.compress(to_json(saved), LEVEL)


def unpack(packed: bytes | memoryview) -> Saved:
    """From the database."""
    return from_json(zlib.decompress(packed))
