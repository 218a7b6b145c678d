"""How well an item fits a traveller: points that compare items, and the reasons in plain French."""

from __future__ import annotations

from statistics import median

from equilibre.formatting import typographic
from equilibre.pathway.accounts_said import calling, title_of
from equilibre.pathway.plans import Item, Reason, Traveller
from equilibre.pathway.rules import rules

MATURITY_WORDS = ("initier", "en_cours", "structure", "moteur")
LEVEL_WORDS = ("à initier", "en cours", "structuré", "moteur")


def reason(code: str, text: str) -> Reason:
    """A reason, typeset."""
    return Reason(code=code, text=typographic(text))


class Fit:
    """A traveller looked at once, then every item against it."""

    def __init__(self, who: Traveller, *, held: frozenset[str] = frozenset()) -> None:
        self.who = who
        self.held = held
        self.rules = rules()
        self.calling = calling(who.findings, who.model_actions)
        self.rank = {code: rank for rank, code in reversed(list(enumerate(who.actions)))}
        known: dict[str, float] = {code: level for code, level in who.maturity.items() if level is not None}
        if who.low_cash:
            known["anticipation"] = 0.0
        self.levels = known
        self.overall = median(known.values()) if known else None
        reads = who.objective in ("comprendre", "s_informer", "se_former")
        self.kinds = self.rules.learning if reads else self.rules.doing
        self.together = self.rules.together.get(who.company, ())
        self.formats = set(who.formats)

    def allowed(self, item: Item) -> bool:
        """Not done, not taken away, and for this audience unless it is called or asked for."""
        who = self.who
        if item.key in who.done or item.key in who.removed:
            return False
        called = item.key in who.added or any(code in self.rank for code in item.actions)
        if item.key == self.rules.help.key:
            # A page for emergencies: shown to whoever is in one, never as something to read.
            return called or who.low_cash
        return called or not item.audience or who.audience in item.audience

    def is_called(self, item: Item) -> bool:
        """Whether something that the person said calls it: being written for them is not enough."""
        who = self.who
        return (
            item.key in self.together
            or item.key in self.held
            or item.key in who.added
            or who.objective in item.objective
            or self.weakest(item) is not None
            or any(code in self.rank for code in item.actions)
        )

    def points(self, item: Item) -> int:
        """How much it fits; under ``rules.weights.least`` it is not proposed, and 0 when nothing calls it."""
        w, who = self.rules.weights, self.who
        if not self.is_called(item):
            return 0
        total = w.added if item.key in who.added else 0
        total += w.held if item.key in self.held else 0
        ranks = [self.rank[code] for code in item.actions if code in self.rank]
        if ranks:
            total += max(w.action - w.action_rank * min(ranks), w.action_least)
        total += w.finding if any(code in self.calling for code in item.actions) else 0
        weakest = self.weakest(item)
        if weakest is not None:
            total += w.fragile if weakest[1] < 1 else w.weak
        total += w.objective if who.objective in item.objective else 0
        total += w.audience if who.audience in item.audience else 0
        total += self._maturity(item)
        total += self.kinds.get(item.kind, 0)
        total += w.format if item.format in self.formats else 0
        return total + (w.together if item.key in self.together else 0)

    def weakest(self, item: Item) -> tuple[str, float] | None:
        """The weakest dimension that the item helps with, when it is under « structuré »."""
        found = [(self.levels[code], code) for code in item.dimensions if code in self.levels]
        if not found or min(found)[0] >= 2:
            return None
        level, code = min(found)
        return code, level

    def _maturity(self, item: Item) -> int:
        level = self._level(item)
        if level is None or not item.maturity:
            return 0
        return self.rules.weights.maturity * (1 if MATURITY_WORDS[int(level)] in item.maturity else -1)

    def _level(self, item: Item) -> float | None:
        levels = [self.levels[code] for code in item.dimensions if code in self.levels]
        return min(levels) if levels else self.overall

    def reasons(self, item: Item, *, prepares: str = "") -> tuple[Reason, ...]:
        """At least one, the most personal first. ``prepares``: title of the step that needs it."""
        who, found = self.who, list[Reason]()
        if who.low_cash and item.key == self.rules.help.key:
            found.append(
                reason(
                    "tresorerie", "Vous avez moins d'un mois de dépenses devant vous : cela passe avant tout."
                )
            )
        if item.key in who.added:
            found.append(reason("ajout", "Vous avez demandé cette page."))
        found += self._accounts(item)
        weakest = self.weakest(item)
        # What the accounts call is told by what they say.
        called = [code for code in item.actions if code in self.rank and code not in who.model_actions]
        ranks = [self.rank[code] for code in called]
        if ranks:
            found.append(self._called(min(ranks)))
        elif weakest is not None and who.low_cash and weakest[0] == "anticipation":
            if item.key != self.rules.help.key:
                found.append(reason("tresorerie", "Votre trésorerie est tendue : cette page aide à tenir."))
        elif weakest is not None:
            found.append(self._fragile(*weakest))
        if prepares:
            found.append(reason("prerequis", f"Elle prépare l'étape « {prepares} »."))
        if item.key in self.together:
            found.append(reason("ensemble", "Elle se fait à plusieurs, comme vous l'avez choisi."))
        if who.objective in item.objective:
            aim = self.rules.objectives[who.objective]
            found.append(reason("objectif", f"Vous cherchez à {aim}."))
        if item.format in self.formats:
            found.append(
                reason("format", f"Vous préférez {self.rules.formats[item.format]} : c'en est un exemple.")
            )
        if who.audience in item.audience:
            readers = self.rules.audiences[who.audience]
            found.append(reason("public", f"Elle est écrite pour {readers}."))
        return tuple(found) or (reason("duree", f"Elle tient en {item.minutes} minutes."),)

    def _called(self, rank: int) -> Reason:
        title = self.who.action_titles.get(self.who.actions[rank], "")
        place = "votre première action" if rank == 0 else "l'une de vos actions"
        text = f"« {title} » est {place}." if title else f"Elle aide à faire {place}."
        return reason("action", text)

    def _accounts(self, item: Item) -> list[Reason]:
        """What the accounts say when they call one of its actions: title of the finding, or of the action."""
        called = [code for code in self.who.model_actions if code in item.actions and code in self.rank]
        for code in called:
            if code in self.calling:
                said = f"Vos comptes disent « {self.calling[code]} »"
                return [reason("constat", f"{said} : cette page aide à « {title_of(code)} ».")]
        return [
            reason("comptes", f"Vos comptes appellent l'action « {title_of(code)} ».") for code in called[:1]
        ]

    def _fragile(self, code: str, level: float) -> Reason:
        word, name = LEVEL_WORDS[int(level)], self.rules.dimensions[code]
        return reason(f"dimension_{code}", f"Votre diagnostic place {name} « {word} ».")
