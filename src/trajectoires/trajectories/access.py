"""The only road to a trajectory: the functions here, which name what the link allows.

A wrong link, a revoked link and a link that never existed get the same 404; an expired one gets a 410 page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.utils import timezone

from trajectoires.config import errors
from trajectoires.private_links.keys import fingerprint
from trajectoires.private_links.opening import current_revision, opened_by_text, view_by_link
from trajectoires.private_links.revisions import LinkExpiredError
from trajectoires.trajectories.domain.saved import Saved, unpack
from trajectoires.trajectories.domain.storage import HISTORY
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.links import BALLOT, EDIT, POLL, READ, EditLinkConverter, Link
from trajectoires.trajectories.models import Trajectory, TrajectoryRevision, UsefulnessPoll, UsefulnessVote


@dataclass(frozen=True)
class Opened:
    """A trajectory opened by a link: its row and its current revision."""

    link: Link
    trajectory: Trajectory
    revision: TrajectoryRevision

    @cached_property
    def saved(self) -> Saved:
        """What the revision holds."""
        return unpack(self.revision.document)

    @property
    def undo_label(self) -> str:
        """What « Annuler » would undo; « » on the first revision, and for a reader."""
        known = self.revision.number > 1 and self.link.can_edit
        return Change(self.revision.change).label if known else ""


def open_link(link: Link) -> Opened:
    """One query: the row and its current revision. Raises ``Http404`` or ``LinkExpiredError``."""
    revision = current_revision(HISTORY, link, edit=EDIT, read=READ)
    return Opened(link=link, trajectory=revision.trajectory, revision=revision)


def trajectory_to_change(text: str) -> Opened | None:
    """The trajectory whose key somebody pasted (« t/… »); None when it opens nothing, a reader's link too."""
    return opened_by_text(text, EditLinkConverter, open_link)


def poll_to_vote(link: Link) -> UsefulnessPoll:
    """The poll of a voting link: nothing of the trajectory may be read but the names of its activities."""
    polls = UsefulnessPoll.objects.select_related("trajectory")
    found = polls.filter(token_hash=fingerprint(link.token)).first() if link.kind == POLL else None
    if found is None:
        raise Http404
    return _living(found)


def ballot_of(link: Link) -> UsefulnessVote:
    """One person's ballot, with its poll."""
    ballots = UsefulnessVote.objects.select_related("poll__trajectory")
    found = ballots.filter(token_hash=fingerprint(link.token)).first() if link.kind == BALLOT else None
    if found is None:
        raise Http404
    _living(found.poll)
    return found


def _living(poll: UsefulnessPoll) -> UsefulnessPoll:
    """Raises ``LinkExpiredError``."""
    expires_at = poll.trajectory.expires_at
    if expires_at is not None and expires_at <= timezone.now():
        raise LinkExpiredError
    return poll


by_link = view_by_link(open_link, expired="trajectories/expired.html", too_many=errors.too_many)
"""A view of a trajectory that its link allows to read: it is given ``opened``, not the link."""
