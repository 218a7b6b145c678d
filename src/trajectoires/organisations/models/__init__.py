"""Tables: a space, its people, what it keeps, with whom it shares, its journal."""

from trajectoires.organisations.models.keeping import Holding, JournalEntry
from trajectoires.organisations.models.people import Invitation, Membership, Share
from trajectoires.organisations.models.space import Organisation

__all__ = ["Holding", "Invitation", "JournalEntry", "Membership", "Organisation", "Share"]
