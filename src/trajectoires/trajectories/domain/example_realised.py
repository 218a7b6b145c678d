"""The report that the fictitious association is writing: half told, one difference still to explain."""

from __future__ import annotations

from equilibre.trajectory.hypotheses import Month
from equilibre.trajectory.realised import FinancialReport, ReportLine
from trajectoires.trajectories.domain.realised import last_day


def reports(first: Month) -> tuple[FinancialReport, ...]:
    """``first``: the first month of the trajectory; the report is on its first exercice."""
    return (
        FinancialReport(
            key="compte-rendu-1",
            label="Réparer ensemble dans deux quartiers",
            funder="Ville, politique de la jeunesse",
            grant=500_000,
            closing=last_day(first),
            lines=(
                ReportLine(
                    code="601",
                    planned=80_000,
                    realised=142_000,
                    why="Deux séances de plus au collège\u00a0: des outils pour douze élèves.",
                ),
                ReportLine(code="625", planned=30_000),
                ReportLine(code="641", planned=420_000, realised=418_000),
                ReportLine(code="645", planned=130_000, realised=129_100),
                ReportLine(code="ind-fixes", planned=90_000, realised=90_000),
                ReportLine(code="70x", planned=150_000, realised=90_000),
                ReportLine(code="74com", planned=500_000, realised=500_000),
                ReportLine(code="propres", planned=100_000, realised=214_100, why="Le surcoût des outils."),
                ReportLine(code="864", planned=120_000, realised=135_000),
            ),
            sharing="Loyer et énergie au prorata des heures de l’action dans l’atelier.",
            in_kind_words="Heures notées sur le cahier de présence, au SMIC horaire brut.",
        ),
    )
