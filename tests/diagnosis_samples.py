"""A questionnaire and a result written by hand, long enough to fill pages."""

from __future__ import annotations

from equilibre.diagnosis import voices
from equilibre.diagnosis.questionnaire import (
    DIMENSIONS,
    VARIANTS,
    Answer,
    DiagnosisAction,
    Dimension,
    DimensionCode,
    Question,
    Questionnaire,
    Said,
)
from equilibre.diagnosis.results import (
    Contradiction,
    DiagnosisFinding,
    DiagnosisResult,
    DimensionReading,
    Spread,
)

LABELS: dict[DimensionCode, tuple[str, str]] = {
    "projet": ("Projet et gouvernance", "Projet"),
    "richesses_humaines": ("Richesses humaines", "Richesses humaines"),
    "financements": ("Financements", "Financements"),
    "alliances": ("Alliances", "Alliances"),
    "coherence": ("Coûts et cohérence", "Cohérence"),
    "anticipation": ("Anticipation", "Anticipation"),
    "valorisation": ("Valorisation et confiance", "Valorisation"),
}
WORDS = ("à initier", "en cours", "structuré", "moteur")
LEVELS = (
    "personne ne tient ce tableau aujourd’hui",
    "un tableau existe, il date de plus d’un an",
    "un tableau existe et il a été ouvert ce trimestre",
    "le bureau décide avec ce tableau chaque mois",
)
WHY = "C’est ce qui laisse le temps de choisir, avant que le choix ne s’impose à vous."


def question(dimension: DimensionCode, rank: int) -> Question:
    """A question of the standard length."""
    return Question(
        key=f"{dimension}_{rank}",
        dimension=dimension,
        text=f"Que savez-vous du point {rank} de «\u00a0{LABELS[dimension][0]}\u00a0»\u202f?",
        levels=LEVELS,
        lengths=("standard", "complet"),
        variants=VARIANTS,
        strength=Said(title=f"Vous tenez le point {rank} à jour", why=WHY),
        fragility=Said(title=f"Le point {rank} repose sur une seule personne", why=WHY),
        actions=("tresorerie",),
        effect=3,
    )


def action(rank: int) -> DiagnosisAction:
    """An action whose texts have the length of the real ones."""
    return DiagnosisAction(
        code=f"action_{rank}",
        title=f"Ouvrir un tableau de trésorerie à douze mois ({rank})",
        why="Vous voyez venir un mois difficile assez tôt pour appeler la banque ou décaler une dépense.",
        how="Une ligne par recette attendue, une ligne par dépense certaine, un solde par mois.",
        first_half_hour=(
            "Prenez le dernier relevé de banque, notez le solde, puis les trois dépenses certaines du mois "
            "prochain et les deux recettes les plus sûres."
        ),
        sheet=f"/accompagner/fiches/fiche-{rank}/",
        contact="votre expert-comptable, ou le point d’appui à la vie associative le plus proche",
        hours=rank + 0.5,
        effect=5,
        effort=2,
    )


def questionnaire() -> Questionnaire:
    """Four questions for each of the seven dimensions."""
    return Questionnaire(
        version="2026.1",
        levels=WORDS,
        variants={variant: variant for variant in VARIANTS} | {"employeuse": "association employeuse"},
        dimensions=tuple(
            Dimension(code=code, label=LABELS[code][0], short=LABELS[code][1], about="Ce qu’elle regarde.")
            for code in DIMENSIONS
        ),
        questions=tuple(question(code, rank) for code in DIMENSIONS for rank in range(1, 5)),
        actions=tuple(action(rank) for rank in range(1, 7)),
    )


ANSWERS: dict[DimensionCode, tuple[Answer | None, ...]] = {
    "projet": (2, 2, 3, 2),
    "richesses_humaines": (1, 2, "nsp", 1),
    "financements": (0, 1, 1, 2),
    "alliances": (3, 3, "nc", 2),
    "coherence": ("nsp", "nsp", None, None),
    "anticipation": (0, 0, 1, None),
    "valorisation": (1, 2, 2, 2),
}
READ: dict[DimensionCode, tuple[float | None, str]] = {
    "projet": (2, "structuré"),
    "richesses_humaines": (1, "en cours"),
    "financements": (1, "en cours"),
    "alliances": (3, "moteur"),
    "coherence": (None, "nous ne savons pas encore"),
    "anticipation": (0, "à initier"),
    "valorisation": (2, "structuré"),
}


def dimension(code: DimensionCode) -> DimensionReading:
    """What the answers give, by hand."""
    answers = ANSWERS[code]
    return DimensionReading(
        code=code,
        label=LABELS[code][0],
        short=LABELS[code][1],
        level=READ[code][0],
        word=READ[code][1],
        scored=sum(isinstance(one, int) for one in answers),
        asked=4,
        nsp=answers.count("nsp"),
        nc=answers.count("nc"),
    )


def finding(code: DimensionCode, rank: int, level: int, title: str) -> DiagnosisFinding:
    """A strength or a fragility."""
    return DiagnosisFinding(
        question=f"{code}_{rank}", dimension=code, title=title, why=WHY, level=level, said=LEVELS[level]
    )


def result(**changes: object) -> DiagnosisResult:
    """A standard result with everything that a document can print."""
    told: dict[str, object] = {
        "version": "2026.1",
        "variant": "employeuse",
        "length": "standard",
        "answers": {
            f"{code}_{rank}": answer
            for code, answers in ANSWERS.items()
            for rank, answer in enumerate(answers, 1)
            if answer is not None
        },
        "dimensions": tuple(dimension(code) for code in DIMENSIONS),
        "strengths": (
            finding("alliances", 1, 3, "Vos partenaires décident avec vous"),
            finding("projet", 3, 3, "Votre projet est écrit et relu chaque année"),
            finding("valorisation", 2, 2, "Vous racontez ce que vous changez"),
        ),
        "fragilities": (
            finding("anticipation", 1, 0, "La trésorerie se découvre au jour le jour"),
            finding("financements", 1, 0, "Une seule convention décide de l’année"),
            finding("richesses_humaines", 1, 1, "Peu de relève au bureau"),
        ),
        "actions": tuple(action(rank) for rank in range(1, 7)),
        "contradictions": (
            Contradiction(
                question="financements_4",
                fact="premier_financeur",
                message="Vous dites «\u00a0diversifié\u00a0»\u202f; un financeur fait 61\u00a0% de vos "
                "ressources en 2024.",
            ),
        ),
        "sentence": (
            "Vos alliances sont un moteur et votre projet est structuré\u202f; votre trésorerie se regarde "
            "encore au jour le jour. Sur vos coûts, vos réponses ne disent rien."
        ),
    }
    return DiagnosisResult(**{**told, **changes})  # type: ignore[arg-type]


def spread(people: int) -> Spread:
    """What ``people`` who answer apart say, by the levels 0, 0, 1, 3, 3… and « je ne sais pas »."""
    levels: tuple[Answer, ...] = (0, 0, 1, 3, 3, "nsp", 2)
    keys = [one.key for one in questionnaire().questions]
    said = [dict.fromkeys(keys[: 24 + rank % 2], levels[rank % 7]) for rank in range(people)]
    return voices.spread(questionnaire(), "employeuse", "standard", said)
