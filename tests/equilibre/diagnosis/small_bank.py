"""A bank small enough to reason about: a question a dimension, two for anticipation, some branches."""

from __future__ import annotations

from equilibre.diagnosis.questionnaire import (
    DIMENSIONS,
    LENGTHS,
    VARIANTS,
    Condition,
    DiagnosisAction,
    Dimension,
    DimensionCode,
    Length,
    Question,
    Questionnaire,
    Said,
)

LEVELS = ("rien n’est écrit", "un document existe", "il est relu chaque année", "il sert à décider")
LONGER: tuple[Length, ...] = ("standard", "complet")


def question(
    key: str,
    dimension: DimensionCode,
    *,
    lengths: tuple[Length, ...] = LENGTHS,
    asked_if: tuple[Condition, ...] = (),
    actions: tuple[str, ...] = ("a1", "a2"),
    effect: int = 3,
    fact: str = "",
) -> Question:
    """A question whose words are its key."""
    return Question(
        key=key,
        dimension=dimension,
        text=f"Question {key}",
        levels=LEVELS,
        lengths=lengths,
        variants=VARIANTS,
        asked_if=asked_if,
        strength=Said(title=f"Force {key}", why="Parce que."),
        fragility=Said(title=f"Fragilité {key}", why="Parce que."),
        actions=actions,
        effect=effect,
        fact=fact,
    )


def action(code: str, *, effect: int = 3, effort: int = 2) -> DiagnosisAction:
    """An action whose words are its code."""
    return DiagnosisAction(
        code=code,
        title=f"Action {code}",
        why="Parce que.",
        how="Ainsi.",
        first_half_hour="Prenez une feuille.",
        sheet="/accompagner/",
        contact="Votre bureau",
        hours=2.0,
        effect=effect,
        effort=effort,
    )


def bank() -> Questionnaire:
    """Coherent: ``coherence.faults`` finds nothing."""
    questions: list[Question] = []
    for dimension in DIMENSIONS:
        questions.append(question(f"{dimension}_1", dimension))
        if dimension == "anticipation":
            questions.append(question("tresorerie", dimension, effect=5, fact="tresorerie_mois"))
        opened = (Condition(question=f"{dimension}_1", levels=(1, 2, 3)),)
        questions.append(question(f"{dimension}_2", dimension, lengths=LONGER, asked_if=opened))
        further = (Condition(question=f"{dimension}_2", levels=(2, 3)),)
        questions.append(
            question(
                f"{dimension}_3",
                dimension,
                lengths=("complet",),
                asked_if=further,
                actions=("a2", "a3", "a4", "a5", "a6", "a7"),
            )
        )
    return Questionnaire(
        version="essai",
        levels=("à initier", "en cours", "structuré", "moteur"),
        variants={variant: variant for variant in VARIANTS},
        dimensions=tuple(
            Dimension(code=code, label=code.capitalize(), short=code, about="Un sujet.")
            for code in DIMENSIONS
        ),
        questions=tuple(questions),
        actions=(
            action("a1"),
            action("a2", effect=5, effort=3),
            action("a3", effect=5, effort=1),
            *(action(f"a{rank}", effort=rank - 2) for rank in range(4, 8)),
        ),
    )
