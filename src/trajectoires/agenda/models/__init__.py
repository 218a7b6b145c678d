"""Tables of the capability."""

from trajectoires.agenda.models.letters import Dossier, Letter
from trajectoires.agenda.models.sending import Delivery, Issue
from trajectoires.agenda.models.subscriptions import Subscriber, SubscriptionCount, SubscriptionRequest
from trajectoires.agenda.models.webinars import Webinar

__all__ = [
    "Delivery",
    "Dossier",
    "Issue",
    "Letter",
    "Subscriber",
    "SubscriptionCount",
    "SubscriptionRequest",
    "Webinar",
]
