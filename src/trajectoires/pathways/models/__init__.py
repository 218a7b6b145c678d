"""Tables: a plan behind its links, its versions, and the address to which a check-in goes."""

from trajectoires.pathways.models.plans import CheckIn, Pathway, PathwayVersion

__all__ = ["CheckIn", "Pathway", "PathwayVersion"]
