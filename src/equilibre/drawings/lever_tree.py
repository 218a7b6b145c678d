"""The tree of levers: three boughs, a square for each lever, full when the organisation uses it today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table
from equilibre.drawings.labels import shorten
from equilibre.drawings.legend import Sample, legend
from equilibre.drawings.svg import Attribute, Markup, document, element, group, number, path
from equilibre.formatting import enumerated
from equilibre.reference.levers import LeverPillar
from equilibre.trajectory.levers import Branch, Tree

TITLE = "L’arbre de vos leviers"
NAMES: dict[LeverPillar, str] = {
    "richesses_humaines": "Richesses humaines",
    "financement": "Financement",
    "alliances": "Alliances",
}
LEFT: tuple[LeverPillar, ...] = ("richesses_humaines", "alliances")
USED, READY, WAITS = "utilisé aujourd’hui", "peut s’essayer", "attend une réponse ou une étape"
_WIDTH, _SIZE, _ROW = 800.0, 14.0, 25.0
_CENTRE, _ROOT, _FORK, _LEAF = _WIDTH / 2, 38.0, 86.0, 130.0
"""Middle of the drawing; from there, the edge of the root, the fork of a bough, its leaves."""
_SIDE = 11.0
_LEGEND: tuple[tuple[str, dict[str, Attribute]], ...] = (
    (USED, {"fill": "currentColor"}),
    (READY, {**palette.stroke("muted", 1.8)}),
    (WAITS, {**palette.stroke("muted", 1.8), "stroke_dasharray": "2.5 2.5"}),
)


@dataclass(frozen=True)
class _Bough:
    """A pillar on its side: ``way`` is 1 on the right, -1 on the left."""

    pillar: LeverPillar
    leaves: tuple[Branch, ...]
    way: int
    top: float
    """Of its name."""

    def across(self, far: float) -> float:
        """A place so far from the middle, on its side."""
        return _CENTRE + self.way * far

    def down(self, rank: int) -> float:
        """The middle of a leaf."""
        return self.top + _ROW * (rank + 1)

    @property
    def middle(self) -> float:
        """Where it forks."""
        return (self.down(0) + self.down(len(self.leaves) - 1)) / 2


def lever_tree_svg(tree: Tree, *, print_: bool = False, prefix: str = "arbre") -> Drawing:
    """The whole tree on a page of 600 px and more; a phone reads its list instead."""
    told = sentences(tree)
    key, tall = legend([Sample(words, look) for words, look in _LEGEND], _WIDTH, _SIZE)
    boughs, bottom = _boughs(tree, tall + 8)
    middle = (tall + 8 + bottom) / 2
    parts = [*key, _root(middle), *(_bough(one, middle) for one in boughs)]
    description = (
        "Trois branches partent de votre modèle\u00a0: richesses humaines et alliances à gauche, "
        f"financement à droite. Un carré plein marque un levier utilisé. {' '.join(told)}"
    )
    variant = "print" if print_ else "page"
    svg = document(
        *parts,
        width=_WIDTH,
        height=bottom,
        prefix=prefix,
        title=TITLE,
        description=description,
        class_=f"drawing-lever-tree is-{variant}",
        print_=print_,
    )
    return Drawing(svg=svg, title=TITLE, description=description, sentence=" ".join(told), table=_table(tree))


def sentences(tree: Tree) -> tuple[str, ...]:
    """What is used, then what the others wait for."""
    used = sum(one.use is not None for one in tree.branches)
    free = [one for one in tree.branches if one.use is None]
    verb = "utilisez" if used else "n’utilisez"
    first = f"Vous {verb} aujourd’hui {used or 'aucun'} des {len(tree.branches)} leviers de l’arbre."
    if tree.unplaced:
        # What no leaf names may well be one: not known is never « not used ».
        first = (
            f"Vous utilisez aujourd’hui au moins {used} des {len(tree.branches)} leviers de l’arbre."
            if used
            else f"Nous ne savons pas encore lesquels des {len(tree.branches)} leviers de l’arbre vous "
            "utilisez."
        )
    pieces = [
        f"{count} {words[count > 1]}"
        for standing, words in (
            ("ouvert", ("peut s’essayer", "peuvent s’essayer")),
            ("a_confirmer", ("attend une réponse", "attendent une réponse")),
            ("a_preparer", ("demande une étape d’abord", "demandent une étape d’abord")),
        )
        if (count := sum(one.standing == standing for one in free))
    ]
    if not free:
        return (first,)
    if len(pieces) > 1:
        return first, f"Parmi les {len(free)} autres, {enumerated(pieces)}."
    alike = pieces[0].removeprefix(f"{len(free)} ")
    return first, f"Les {len(free)} autres {alike}." if len(free) > 1 else f"L’autre {alike}."


def _boughs(tree: Tree, start: float) -> tuple[list[_Bough], float]:
    """Each pillar in its place, the shorter side in the middle of the taller one; where all end."""
    leaves = {pillar: tuple(one for one in tree.branches if one.lever.pillar == pillar) for pillar in NAMES}
    sides: dict[int, Sequence[LeverPillar]] = {
        -1: LEFT,
        1: [pillar for pillar in NAMES if pillar not in LEFT],
    }
    # A name, its leaves, and a row between two boughs.
    rows = {way: sum(len(leaves[one]) + 2 for one in pillars) - 1 for way, pillars in sides.items()}
    height = max(rows.values()) * _ROW
    found = []
    for way, pillars in sides.items():
        top = start + (height - rows[way] * _ROW) / 2 + _ROW / 2
        for pillar in pillars:
            found.append(_Bough(pillar, leaves[pillar], way, top))
            top += (len(leaves[pillar]) + 2) * _ROW
    return found, start + height


def _root(middle: float) -> Markup:
    lines = ((-4.0, "Votre"), (_SIZE + 2, "modèle"))
    return group(
        *(element("text", words, x=_CENTRE, y=middle + down) for down, words in lines),
        class_="serif",
        text_anchor="middle",
        font_size=_SIZE + 3,
    )


def _bough(one: _Bough, root: float) -> Markup:
    token = palette.token(one.pillar)
    anchor = "start" if one.way > 0 else "end"
    name = element(
        "text",
        NAMES[one.pillar],
        x=one.across(_LEAF - _SIDE / 2),
        y=one.top + 4,
        font_weight="600",
        text_anchor=anchor,
        font_size=_SIZE + 1,
        **palette.fill(token),
    )
    limb = _bend(one.across(_ROOT), root, one.across(_FORK), one.middle)
    bends = [path(limb, **palette.stroke(token, 2.4))]
    marks: list[Markup] = []
    words: list[Markup] = []
    for rank, leaf in enumerate(one.leaves):
        y = one.down(rank)
        twig = _bend(one.across(_FORK), one.middle, one.across(_LEAF - _SIDE / 2), y)
        bends.append(path(twig, **palette.stroke(token, 1.8 if leaf.use else 0.9)))
        marks.append(_mark(leaf, token, one.across(_LEAF), y))
        words.append(_words(leaf, one, y))
    return group(*bends, *marks, name, group(*words, font_size=_SIZE, text_anchor=anchor))


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (x + to_x) / 2
    return (
        f"M{number(x)} {number(y)}C{number(half)} {number(y)} {number(half)} {number(to_y)} "
        f"{number(to_x)} {number(to_y)}"
    )


def _mark(leaf: Branch, token: str, x: float, y: float) -> Markup:
    look: dict[str, Attribute] = {**palette.fill(token)}
    if leaf.use is None:
        dash = None if leaf.standing == "ouvert" else "2.5 2.5"
        look = {**palette.stroke(token, 1.8), "stroke_dasharray": dash}
    return element("rect", x=x - _SIDE / 2, y=y - _SIDE / 2, width=_SIDE, height=_SIDE, **look)


def _words(leaf: Branch, bough: _Bough, y: float) -> Markup:
    """The name without the word that the bough already says: « De moyens » under « Alliances »."""
    label = leaf.lever.label.removeprefix("Alliance ")
    label = label[0].upper() + label[1:]
    room = _CENTRE - _LEAF - _SIDE - 6
    return element(
        "text",
        shorten(label, _SIZE, room, bold=leaf.use is not None),
        x=bough.across(_LEAF + _SIDE + 2),
        y=y + _SIZE * 0.35,
        font_weight="600" if leaf.use else None,
    )


def _table(tree: Tree) -> Table:
    return Table(
        header=("Pilier", "Levier", "Où il en est"),
        rows=tuple((NAMES[one.lever.pillar], one.lever.label, _state(one)) for one in tree.branches),
    )


def _state(one: Branch) -> str:
    if one.use is not None:
        return USED
    return READY if one.standing == "ouvert" else WAITS
