"""Questions on the family that accounts cannot answer (field rule 12)."""

from __future__ import annotations

from collections.abc import Mapping

from equilibre.model.context import ExerciceContext
from equilibre.model.placement import GRANT_ASK, MEMBERSHIP_ASK, SPLIT_ASK
from equilibre.model.resources import weighs
from equilibre.model.results import Ask, Choice

PROJECTS_ASK = "projets_cofinances"
SERVICE_ASK = "service_public_encadre"
SCOPE_ASK = "perimetre"
FORECAST_ASK = "realise_ou_previsionnel"
FAMILY_ASKS = frozenset({SPLIT_ASK, GRANT_ASK, MEMBERSHIP_ASK, PROJECTS_ASK, SERVICE_ASK})
YES_NO = (Choice(code="oui", label="Oui"), Choice(code="non", label="Non"))


def ask_family_questions(context: ExerciceContext, lines: Mapping[str, int]) -> None:
    """Ask what bears on the family and is worth a question; then what the file itself leaves open."""
    if weighs(context, lines.get("R07", 0)):
        context.ask(
            Ask(
                code=PROJECTS_ASK,
                question="Vos projets ont-ils chacun plusieurs financeurs, aucun à 80 % ou plus ?",
                why=(
                    "Des projets à plusieurs financeurs se lisent « Cofinancement » ; sinon ils restent avec "
                    "les « Subventions publiques »."
                ),
                choices=YES_NO,
                answer=context.answer(PROJECTS_ASK),
            )
        )
    if weighs(context, lines.get("R09", 0)):
        context.ask(
            Ask(
                code=SERVICE_ASK,
                question="Votre commande publique confie-t-elle un service public réglementé ?",
                why=(
                    "Une délégation ou un service réglementé se lit « Gestion d’un service public » ; un "
                    "marché obtenu face à d’autres se lit « Revenus d’activité »."
                ),
                choices=YES_NO,
                answer=context.answer(SERVICE_ASK),
            )
        )
    ask_scope(context)


def ask_scope(context: ExerciceContext) -> None:
    """A Cerfa or a budget: of the association or of one action, realised or forecast?"""
    totals = context.accounts_read
    if totals.perimeter == "inconnu":
        context.ask(
            Ask(
                code=SCOPE_ASK,
                question="Ces chiffres sont-ils ceux de l’association ou d’une seule action ?",
                why="Le modèle d’une action n’est pas celui de l’association.",
                choices=(
                    Choice(code="organisation", label="Toute l’association"),
                    Choice(code="action", label="Une action"),
                ),
                answer=context.answer(SCOPE_ASK),
            )
        )
    if totals.source.format == "cerfa":
        context.ask(
            Ask(
                code=FORECAST_ASK,
                question="Ce budget est-il réalisé ou prévisionnel ?",
                why="Un budget prévu dit une intention, pas encore un modèle.",
                choices=(
                    Choice(code="realise", label="Réalisé"),
                    Choice(code="previsionnel", label="Prévisionnel"),
                ),
                answer=context.answer(FORECAST_ASK),
            )
        )
