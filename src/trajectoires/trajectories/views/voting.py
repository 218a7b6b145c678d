"""The vote on usefulness: the holder of the key opens and closes it, everybody votes by their own link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trajectoires.config.rates import rated
from trajectoires.private_links.opening import GONE
from trajectoires.private_links.revisions import LinkExpiredError
from trajectoires.thread import exchange
from trajectoires.trajectories import access
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain import storage, voting
from trajectoires.trajectories.domain.activities import place_votes
from trajectoires.trajectories.domain.queries.voting import is_full, results, standing
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_voting import BallotForm
from trajectoires.trajectories.links import BALLOT, POLL, Link
from trajectoires.trajectories.views.common import METHODS, REFUSED, see
from trajectoires.ui.qr import qr_code


@require_http_methods(METHODS)
@by_link
def poll(request: HttpRequest, opened: Opened) -> HttpResponse:
    """How it works, the link, how many voted; POST opens, closes the link, ends the vote, places it."""
    action = request.POST.get("action", "")
    if request.method == "POST":
        try:
            _done(opened, action)
        except (voting.PollClosedError, voting.TooFewError):
            return _poll_page(request, opened, refused=True)
        placed = action == "placer"
        return see("activities", opened.link) if placed else see("poll", opened.link, anchor="vote")
    return _poll_page(request, opened, refused=False)


def _done(opened: Opened, action: str) -> None:
    trajectory = opened.trajectory
    if action in ("fermer", "remplacer"):
        voting.take_back(trajectory=trajectory)
    if action in ("ouvrir", "remplacer"):
        asked = {one.key: one.label for one in opened.saved.activities.activities}
        voting.open_vote(trajectory=trajectory, edit_token=opened.link.token, asked=asked)
    elif action == "clore":
        voting.close(trajectory=trajectory)
    elif action == "effacer":
        voting.erase(trajectory=trajectory)
    elif action == "placer":
        found = standing(trajectory, edit_token=opened.link.token)
        storage.revise(
            trajectory=trajectory,
            change=Change.VOTED,
            edit=lambda saved: place_votes(saved, found.asked, found.votes),
        )


def _poll_page(request: HttpRequest, opened: Opened, *, refused: bool) -> HttpResponse:
    found = standing(opened.trajectory, edit_token=opened.link.token)
    url = ""
    if found.token:
        url = request.build_absolute_uri(reverse("trajectories:vote", args=[Link(POLL, found.token)]))
    context = {
        "link": opened.link,
        "current": "activities",
        "saved": opened.saved,
        "trajectory": opened.trajectory,
        "refused": refused,
        "url": url,
        "qr": qr_code(url, label="Code à photographier pour ouvrir le vote") if url else "",
        "vote": found,
        "asked": list(found.asked.values()),
        "results": found.results,
        "following": exchange.next_steps("trajectory_activities")
        if opened.saved.activities.activities
        else (),
    }
    return render(request, "trajectories/poll.html", context, status=REFUSED if refused else 200)


@require_http_methods(METHODS)
@rated("trajectory-vote", "DEPOSIT_RATE")
def vote(request: HttpRequest, link: Link) -> HttpResponse:
    """What is asked and what becomes of it; POST votes, under a link of one's own."""
    try:
        found = access.poll_to_vote(link)
    except LinkExpiredError:
        return render(request, "trajectories/expired.html", status=GONE)
    form = BallotForm(request.POST if request.method == "POST" else None, asked=found.asked, values={})
    if form.is_bound and form.is_valid() and not found.closed:
        try:
            cast = voting.vote(poll=found, values=form.values())
        except (voting.PollClosedError, voting.PollFullError):
            return see("vote", link)
        return see("ballot", Link(BALLOT, cast.token))
    context = {
        "link": link,
        "form": form,
        "closed": found.closed,
        "full": is_full(found, voting.MOST),
        "results": results(found),
        "trajectory": found.trajectory,
    }
    return render(request, "trajectories/vote.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(METHODS)
def ballot(request: HttpRequest, link: Link) -> HttpResponse:
    """One's own ballot: read, change, take back, until the vote is closed."""
    try:
        mine = access.ballot_of(link)
    except LinkExpiredError:
        return render(request, "trajectories/expired.html", status=GONE)
    post = request.POST if request.method == "POST" else None
    form = BallotForm(post, asked=mine.poll.asked, values=mine.values)
    try:
        if post is not None and post.get("action") == "retirer":
            voting.withdraw(ballot=mine)
            return render(request, "trajectories/vote_withdrawn.html")
        if form.is_bound and form.is_valid():
            voting.change(ballot=mine, values=form.values())
            return see("ballot", link)
    except voting.PollClosedError:
        return see("ballot", link)
    context = {
        "link": link,
        "url": request.build_absolute_uri(reverse("trajectories:ballot", args=[link])),
        "form": form,
        "closed": mine.poll.closed,
        "results": results(mine.poll),
        "trajectory": mine.poll.trajectory,
    }
    return render(request, "trajectories/ballot.html", context, status=REFUSED if form.errors else 200)
