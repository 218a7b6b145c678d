"""The mails of the capability: in French, whole in themselves, without image, tracker nor style."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formatdate

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.message import SafeMIMEMultipart, SafeMIMEText
from django.template.loader import render_to_string

from trajectoires.agenda import links
from trajectoires.agenda.domain.issues import items_of, relevant
from trajectoires.agenda.domain.queries.news import Item
from trajectoires.agenda.domain.wording import day_text
from trajectoires.agenda.enums import News, Rhythm
from trajectoires.agenda.models import Delivery, Issue, SubscriptionRequest
from trajectoires.agenda.paris import today
from trajectoires.pages.facets import LEVERS

CONFIRM_SUBJECT = "Confirmez votre abonnement à la lettre de Trajectoires"
SUBJECT_LENGTH = 120
HEADER_LENGTH = 990
"""A line of a mail has 998 characters at most (RFC 5322)."""
PAGES_SHOWN = 10
"""A site that opens, or grows by forty pages in a day, does not send forty summaries."""


def confirmation(*, asked: SubscriptionRequest) -> EmailMessage:
    """The first mail: a link, and nothing that somebody typed."""
    body = render_to_string(
        "agenda/mails/confirm.txt",
        {
            "url": links.confirm_url(asked.mark),
            "days": links.CONFIRM_DAYS,
            "rhythm": Rhythm(asked.rhythm).label.lower(),
            "levers": [LEVERS[code] for code in asked.levers if code in LEVERS],
        },
    )
    return EmailMessage(
        subject=CONFIRM_SUBJECT, body=body, to=[asked.email], headers={"Auto-Submitted": "auto-generated"}
    )


class LetterMessage(EmailMultiAlternatives):
    """A mail whose long headers stay on one line: a folded « List-Unsubscribe » is not read by everyone."""

    def message(self) -> SafeMIMEText | SafeMIMEMultipart:
        """As Django writes it, folding only what it already folded (the subject)."""
        written = super().message()
        written.policy = written.policy.clone(max_line_length=HEADER_LENGTH)
        return written


@dataclass(frozen=True)
class Told:
    """An item as one subscriber reads it: with the reason why they get it."""

    item: Item
    address: str
    because: str
    paragraphs: list[str]
    facts: list[str]
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """The items of a kind; ``more`` is how many others the site has."""

    title: str
    items: list[Told]
    more: int = 0


class IssueMails:
    """Writes the mails of one issue: its news are read once, each subscriber gets their own part of them."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self.items = items_of(issue)
        self.day = day_text(today(issue.cut_at))

    def message(self, delivery: Delivery) -> LetterMessage | None:
        """The mail of a delivery; None when its subscriber no longer follows anything that is in it."""
        subscriber = delivery.subscriber
        items = relevant(self.items, subscriber.levers)
        if not items:
            return None
        unsubscribe = links.unsubscribe_url(subscriber.mark)
        context = {
            "day": self.day,
            "sections": sections(items, subscriber.levers),
            "site": settings.SITE_ADDRESS,
            "preferences": links.preferences_url(subscriber.mark),
            "unsubscribe": unsubscribe,
        }
        message = LetterMessage(
            subject=self._subject(items),
            body=render_to_string("agenda/mails/letter.txt", context),
            to=[subscriber.email],
            headers=self._headers(delivery, unsubscribe),
        )
        message.attach_alternative(render_to_string("agenda/mails/letter.html", context), "text/html")
        return message

    def _subject(self, items: list[Item]) -> str:
        title = " ".join((items[0].group or items[0].title).split())
        subject = f"Trajectoires\u00a0: {title}"
        return subject if len(subject) <= SUBJECT_LENGTH else f"{subject[: SUBJECT_LENGTH - 1].rstrip()}…"

    def _headers(self, delivery: Delivery, unsubscribe: str) -> dict[str, str]:
        headers = {
            "Message-ID": delivery.message_id,
            "Date": formatdate(self.issue.cut_at.timestamp()),
            "List-Id": f"Lettre de Trajectoires <lettre.{links.site_host()}>",
            "List-Unsubscribe": f"<{unsubscribe}>",
            "Precedence": "bulk",
        }
        if unsubscribe.startswith("https://"):
            # RFC 8058: one click, and only where it cannot be read on the way.
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers


def sections(items: list[Item], levers: list[str]) -> list[Section]:
    """The news, kind by kind; what one follows comes first."""
    found = []
    for kind in News:
        # Two letters in a month are two sections.
        for group in dict.fromkeys(item.group for item in items if item.kind == kind):
            told = [_told(item, levers) for item in items if (item.kind, item.group) == (kind, group)]
            told.sort(key=lambda one: not one.because)
            shown = told[:PAGES_SHOWN] if kind == News.PAGE else told
            found.append(Section(group or kind.label, shown, len(told) - len(shown)))
    return found


def _told(item: Item, levers: list[str]) -> Told:
    followed = [LEVERS[code].lower() for code in item.levers if code in levers and code in LEVERS]
    because = f"parce que vous suivez\u00a0: {', '.join(followed)}" if followed else ""
    return Told(item, links.absolute(item.address), because, item.paragraphs, item.facts, item.links)
