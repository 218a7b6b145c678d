"""The mails of the capability: in French, whole in themselves, without image, tracker nor style."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from trajectoires.pathways.domain import check_ins
from trajectoires.pathways.domain.changing import pending
from trajectoires.pathways.domain.saved import Saved
from trajectoires.pathways.links import stop_token
from trajectoires.pathways.models import CheckIn, Pathway

logger = logging.getLogger("trajectoires.pathways")
LINK_SUBJECT = "Votre lien vers votre parcours"
FOLLOW_SUBJECT = "Nous vous demanderons où en est votre parcours"
ASK_SUBJECT = "Où en êtes-vous de votre parcours\u202f?"
SHOWN = 3
UNREACHED = (ConnectionError, TimeoutError, smtplib.SMTPConnectError)
"""The server never had the mail in hand."""


@dataclass
class Sent:
    """What a turn did."""

    sent: int = 0
    later: int = 0


def mail_link(*, address: str, edit_url: str, saved: Saved, pathway: Pathway) -> None:
    """The link and the steps, to oneself. Raises the backend's errors (``OSError``, ``SMTPException``)."""
    context = {"edit_url": edit_url, "steps": pending(saved), "plan": saved.plan, "pathway": pathway}
    body = render_to_string("pathways/mails/link.txt", context | {"site_address": settings.SITE_ADDRESS})
    EmailMessage(subject=LINK_SUBJECT, body=body, to=[address]).send()


def mail_following(*, row: CheckIn, edit_url: str) -> None:
    """At once, so that an address typed by somebody else can stop it: the link, and how to stop."""
    body = render_to_string("pathways/mails/following.txt", {"edit_url": edit_url, "stop_url": stop_url(row)})
    _message(row, FOLLOW_SUBJECT, body).send()


def send_due(*, now: dt.datetime) -> Sent:
    """Ask everyone whose six weeks are over. One mail that fails does not keep the others."""
    told = Sent()
    for row, saved in check_ins.take_due(now=now):
        steps = pending(saved)
        if not steps:
            # Nothing left to ask about: the address has no more use.
            check_ins.stop(pathway=str(row.pathway_id))
            continue
        body = render_to_string(
            "pathways/mails/check_in.txt",
            {
                "steps": steps[:SHOWN],
                "left": len(steps),
                "site_address": settings.SITE_ADDRESS,
                "check_in_url": _absolute("check_in", row),
                "stop_url": stop_url(row),
            },
        )
        try:
            _message(row, ASK_SUBJECT, body).send()
            told.sent += 1
        except UNREACHED:
            check_ins.not_sent(row=row, now=now)
            told.later += 1
        except (OSError, smtplib.SMTPException):
            # Perhaps it left: « at most every six weeks » matters more than this one mail.
            logger.exception("nouvelles-non-parties")
            told.later += 1
    return told


def stop_url(row: CheckIn) -> str:
    """Where it stops: with a button, or in one click from the mail program (RFC 8058)."""
    return _absolute("stop", row)


def _message(row: CheckIn, subject: str, body: str) -> EmailMessage:
    headers = {
        "List-Unsubscribe": f"<{stop_url(row)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return EmailMessage(subject=subject, body=body, to=[row.email], headers=headers)


def _absolute(name: str, row: CheckIn) -> str:
    token = stop_token(str(row.pathway_id))
    return f"{settings.SITE_ADDRESS}{reverse(f'pathways:{name}', args=[token])}"
