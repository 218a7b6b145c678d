"""Words that say nothing of what is looked for: they are neither indexed nor searched."""

from __future__ import annotations

_WORDS = """
à a afin ai ainsi alors après as assez au aucun aucune auquel aussi autre autres aux avaient avais avait
avant avec avez avoir avons ayant beaucoup bien bonjour bonsoir car ce ceci cela celle celles celui
cependant certain certaine certaines certains ces cet cette ceux chaque chez ci combien comme comment d dans
de depuis des desquels dès dire dois doit doivent donc dont du dû duquel déjà elle elles en encore enfin
entre es est et étaient étais était étant êtes être été eu eux existe faire fais faisons fait faites fallait
faudrait faut font ici il ils j je l la là laquelle le lequel les lesquelles lesquels leur leurs lors
lorsque lui m ma mais me merci mes mien mienne moi mon même mêmes n ne ni nos notre nous nôtre on ont or ou
où par parce parmi pas pendant peu peut peuvent peux plus plutôt pour pourquoi pourra pourrait pouvez
pouvons puis puisque qu quand quant que quel quelle quelles quelque quelques quels qui quoi s sa sais sait
sans savez se sera serait serons seront ses si sien sienne soi soient sois soit sommes son sont sous stp
suis suivant sur svp t ta tandis te tels telle telles tel tes toi ton tous tout toute toutes trop très tu un
une va vais vas vers veulent veut veux voici voilà voit vois vont vos votre voudrais voulez voulons vous vu
vôtre y ça aujourd'hui aujourdhui
"""

# Folded, a word loses what told it from another: « ça » would take « CA » with it.
_ONLY_AS_WRITTEN = {"ça"}

AS_WRITTEN = frozenset(_WORDS.split())


def folded(fold: object) -> frozenset[str]:
    """The words without their accents, for those that stay harmless without them."""
    return frozenset(fold(word) for word in AS_WRITTEN - _ONLY_AS_WRITTEN)  # type: ignore[operator]
