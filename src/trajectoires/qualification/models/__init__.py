"""Tables: a dossier behind its links, and the revisions of what it holds."""

from trajectoires.qualification.models.dossier import Dossier, Revision

__all__ = ["Dossier", "Revision"]
