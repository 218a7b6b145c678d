"""What the readers of sheets, balances, Cerfa, cash books and forms notice: signals, never verdicts."""

from __future__ import annotations

from typing import NamedTuple

from equilibre.accounts.anomalies import Severity


class SheetCheck(NamedTuple):
    """One kind of anomaly: what is said, what was expected, what to do. French, for the screen."""

    severity: Severity
    message: str
    remedy: str
    expected: str = ""


_LOOK = "Ouvrez la feuille à cette ligne et vérifiez."

CATALOGUE: dict[str, SheetCheck] = {
    # F: the sheet itself
    "F01": SheetCheck(
        "a_verifier",
        "Une cellule contient une erreur de formule",
        "Corrigez la formule dans le tableur, enregistrez, puis déposez à nouveau le fichier.",
        "un nombre ou un texte",
    ),
    "F02": SheetCheck(
        "information",
        "Des cellules sont calculées par des formules : la dernière valeur enregistrée a été lue",
        "Si vous avez un doute, ouvrez le fichier dans votre tableur, laissez-le recalculer et enregistrez.",
    ),
    "F03": SheetCheck(
        "a_verifier",
        "Une formule n’a pas de valeur enregistrée : la cellule est lue comme vide",
        "Ouvrez le fichier dans votre tableur, enregistrez-le, puis déposez-le à nouveau.",
        "une valeur enregistrée",
    ),
    "F04": SheetCheck(
        "information",
        "Le classeur cite d’autres fichiers : ces liens ne sont jamais suivis",
        "Rien à faire si les montants affichés sont à jour.",
    ),
    "F05": SheetCheck(
        "information",
        "Une feuille masquée n’a pas été lue",
        "Affichez cette feuille dans le tableur si ce sont vos comptes.",
    ),
    "F06": SheetCheck(
        "information",
        "Des cellules sont fusionnées : leur contenu compte pour la première seulement",
        "Rien à faire si les totaux lus sont les vôtres.",
    ),
    "F07": SheetCheck(
        "a_verifier",
        "Un montant ne peut pas être lu et n’a pas été compté",
        "Corrigez cette cellule, puis déposez à nouveau le fichier.",
        "un montant en euros comme 12 400,50",
    ),
    "F08": SheetCheck(
        "information",
        "Un montant écrit comme du texte a été lu comme un nombre",
        "Rien à faire si le montant est le bon.",
    ),
    # B: trial balance
    "B01": SheetCheck(
        "serieux",
        "La balance n’est pas équilibrée",
        "Exportez la balance complète, toutes classes de comptes, avant clôture.",
        "un total des débits égal au total des crédits",
    ),
    "B02": SheetCheck(
        "information",
        "Une ligne de sous-total n’a pas été comptée",
        "Rien à faire si les totaux lus sont les vôtres.",
    ),
    "B03": SheetCheck(
        "a_verifier",
        "Un sous-total diffère de la somme de ses comptes",
        _LOOK,
        "la somme des comptes détaillés",
    ),
    "B04": SheetCheck(
        "a_verifier",
        "Le solde d’un compte diffère de son report, plus ses débits, moins ses crédits",
        _LOOK,
        "solde = report + débits − crédits",
    ),
    "B05": SheetCheck(
        "information",
        "Le même compte apparaît sur plusieurs lignes, qui ont été additionnées",
        "Rien à faire si c’est voulu (sections, établissements).",
    ),
    "B06": SheetCheck(
        "a_verifier",
        "Cette ligne a un montant mais pas de numéro de compte : elle n’a pas été comptée",
        _LOOK,
        "un numéro de compte",
    ),
    "B07": SheetCheck(
        "a_verifier",
        "Les emplois et les contributions volontaires en nature (comptes 86 et 87) diffèrent",
        "Vérifiez la valorisation du bénévolat et des mises à disposition.",
        "deux totaux égaux",
    ),
    "B08": SheetCheck(
        "a_verifier",
        "Les soldes sont écrits sans sens : les produits (classe 7) ont été lus comme des crédits",
        "Exportez si possible la balance avec les colonnes « solde débiteur » et « solde créditeur ».",
        "deux colonnes de soldes, ou des crédits négatifs",
    ),
    # C: Cerfa
    "C01": SheetCheck(
        "a_verifier",
        "Un sous-total du budget diffère de la somme de ses lignes",
        "Vérifiez cette rubrique. Ce sont les lignes détaillées qui ont été comptées.",
        "la somme des lignes détaillées",
    ),
    "C02": SheetCheck(
        "information",
        "Le total des charges et le total des produits diffèrent : l’écart est l’excédent ou l’insuffisance",
        "Un budget déposé avec une demande de subvention s’équilibre, ressources propres comprises.",
        "deux totaux égaux",
    ),
    "C03": SheetCheck(
        "a_verifier",
        "Les contributions volontaires en nature ne s’équilibrent pas (rubriques 86 et 87)",
        "Vérifiez le bénévolat, les prestations et les dons en nature.",
        "deux totaux égaux",
    ),
    "C04": SheetCheck(
        "a_verifier",
        "Cette ligne a un montant mais n’a pas de rubrique connue : elle n’a pas été comptée",
        _LOOK,
        "une ligne du budget (60 à 69, 70 à 79, 86, 87)",
    ),
    "C05": SheetCheck(
        "information",
        "La numérotation de cette ligne du formulaire a été convertie vers le plan comptable",
        "Rien à faire : le formulaire garde d’anciens numéros.",
    ),
    "C06": SheetCheck(
        "a_verifier",
        "La rubrique n’a pas de détail : son total est compté en une seule ligne",
        "Donnez le détail par financeur ou par nature si vous l’avez.",
        "des lignes détaillées",
    ),
    "C07": SheetCheck(
        "information",
        "Une ligne d’équilibre du budget (ressources propres, insuffisance, excédent) n’est ni un produit "
        "ni une charge : elle n’a pas été comptée",
        "Rien à faire.",
    ),
    # M: free sheet
    "M01": SheetCheck(
        "information",
        "Une ligne de total n’a pas été comptée",
        "Rien à faire si les totaux lus sont les vôtres.",
    ),
    "M02": SheetCheck(
        "a_verifier",
        "Le total écrit diffère de la somme des lignes",
        _LOOK,
        "la somme des lignes au-dessus",
    ),
    "M03": SheetCheck(
        "a_verifier",
        "Cette ligne n’a pas été comptée : il manque son sens (recette ou dépense) ou son compte",
        "Choisissez son sens et son compte dans la liste.",
        "une recette ou une dépense, et un compte",
    ),
    # K: cash book
    "K01": SheetCheck(
        "serieux",
        "Le solde de fin d’année ne suit pas les recettes et les dépenses",
        "Cherchez une recette ou une dépense oubliée, ou un compte bancaire manquant.",
        "solde de début + recettes − dépenses = solde de fin",
    ),
    "K02": SheetCheck(
        "a_verifier",
        "Cette opération est datée en dehors de l’exercice : elle est comptée dans l’exercice",
        "Vérifiez la date, ou les dates de l’exercice.",
    ),
    "K03": SheetCheck(
        "information",
        "Un virement entre vos propres comptes n’est ni une recette ni une dépense : il n’a pas été compté",
        "Rien à faire.",
    ),
    "K04": SheetCheck(
        "information",
        "Un emprunt, un remboursement, un placement ou un achat de matériel durable n’est ni un produit ni "
        "une charge de l’année : il est compté à part",
        "Rien à faire si c’est bien cela.",
    ),
}
"""Code → kind. F: sheet, B: balance, C: Cerfa, M: free sheet, K: cash book."""
