"""The vote on usefulness: open, vote, change, withdraw, close once, erase.

Every change of a ballot first locks its poll, so that none slips in while it closes.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from django.db import transaction

from equilibre.trajectory.usefulness import VOTERS, Votes, read_votes
from trajectoires.private_links import keys
from trajectoires.trajectories.links import poll_token
from trajectoires.trajectories.models import Trajectory, UsefulnessPoll, UsefulnessVote

MOST = 60
"""Ballots in a vote."""


class PollClosedError(Exception):
    """It closed meanwhile, or was erased: nothing is written."""


class PollFullError(Exception):
    """As many people as it takes have voted."""


class TooFewError(Exception):
    """Under five ballots a vote does not close: nothing could be shown, and it would be for good."""


@dataclass(frozen=True)
class Cast:
    """A new ballot and its link, which exists nowhere else."""

    ballot: UsefulnessVote
    token: str


def open_vote(*, trajectory: Trajectory, edit_token: str, asked: dict[str, str]) -> None:
    """Open the voting link, unless it is open. ``asked``: what is voted on, once nobody has voted yet."""
    with transaction.atomic():
        poll, _ = UsefulnessPoll.objects.select_for_update().get_or_create(trajectory=trajectory)
        if poll.closed:
            raise PollClosedError
        if not poll.votes.exists():
            poll.asked = asked
        if poll.token_hash is None:
            poll.counter += 1
            poll.token_hash = keys.fingerprint(poll_token(edit_token=edit_token, counter=poll.counter))
        poll.save(update_fields=["counter", "token_hash", "asked"])


def take_back(*, trajectory: Trajectory) -> None:
    """Nobody else may vote: whoever has voted may still change."""
    UsefulnessPoll.objects.filter(trajectory=trajectory).update(token_hash=None)


def vote(*, poll: UsefulnessPoll, values: dict[str, int]) -> Cast:
    """A new ballot. Raises ``PollClosedError``, ``PollFullError``."""
    token = keys.new_token()
    with transaction.atomic():
        locked = _locked_open(pk=poll.pk)
        if locked.votes.count() >= MOST:
            raise PollFullError
        ballot = UsefulnessVote.objects.create(poll=locked, token_hash=keys.fingerprint(token), values=values)
    return Cast(ballot=ballot, token=token)


def change(*, ballot: UsefulnessVote, values: dict[str, int]) -> None:
    """Vote again in the place of what was voted. Raises ``PollClosedError``."""
    with transaction.atomic():
        _locked_open(pk=ballot.poll_id)
        UsefulnessVote.objects.filter(pk=ballot.pk).update(values=values)


def withdraw(*, ballot: UsefulnessVote) -> None:
    """Erase one person's ballot. Raises ``PollClosedError``: once closed, no ballot is kept."""
    with transaction.atomic():
        _locked_open(pk=ballot.poll_id)
        UsefulnessVote.objects.filter(pk=ballot.pk).delete()


def close(*, trajectory: Trajectory) -> dict[str, Votes]:
    """Nobody votes any more: the middle and the spread are written once, what each voted is erased.

    For good: opening again would let one deduce what the latecomer votes. Raises ``TooFewError``,
    ``PollClosedError``.
    """
    with transaction.atomic():
        poll = _locked_open(trajectory=trajectory)
        said = list(poll.votes.order_by("pk").values_list("values", flat=True))
        if len(said) < VOTERS:
            raise TooFewError
        read = {key: read_votes(tuple(one[key] for one in said if key in one)) for key in poll.asked}
        found = {key: votes for key, votes in read.items() if votes is not None}
        poll.found = msgspec.to_builtins(found)
        poll.save(update_fields=["found"])
        poll.votes.update(values={})
    return found


def votes_of(poll: UsefulnessPoll) -> dict[str, Votes]:
    """What a closed vote said; empty while it is open."""
    return msgspec.convert(poll.found or {}, dict[str, Votes])


def erase(*, trajectory: Trajectory) -> None:
    """The link, every ballot and what was read of them, at once: another vote may begin.

    The bare row stays with its counter, so that the old link never opens the new vote.
    """
    with transaction.atomic():
        poll = UsefulnessPoll.objects.select_for_update().filter(trajectory=trajectory).order_by().first()
        if poll is not None:
            poll.votes.all().delete()
            UsefulnessPoll.objects.filter(pk=poll.pk).update(token_hash=None, found=None, asked={})


def _locked_open(**identity: object) -> UsefulnessPoll:
    """The poll, locked until the transaction ends. Raises ``PollClosedError``."""
    poll = UsefulnessPoll.objects.select_for_update().filter(**identity).order_by().first()
    if poll is None or poll.closed:
        raise PollClosedError
    return poll
