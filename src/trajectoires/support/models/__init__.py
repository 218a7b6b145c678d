"""Tables of the capability."""

from trajectoires.support.models.obligations import Obligation
from trajectoires.support.models.referents import Referent
from trajectoires.support.models.resources import Resource

__all__ = ["Obligation", "Referent", "Resource"]
