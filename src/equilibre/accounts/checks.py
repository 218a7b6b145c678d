"""The catalogue of what a reader of FEC may notice: the 22 tests of the administration's tool, then ours.

T01–T22 follow Test Compta Demat (DGFiP, version 1_00_10b): ``dgfip`` is the severity that the tool gives (O
missing column, E error, V missing data, A alert, S and I information). S01 and after are ours. All are
quality signals, never a legal verdict: an association that pays no commercial tax does not owe a FEC at all.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from equilibre.accounts.anomalies import Severity

Dgfip = Literal["", "stop", "O", "E", "V", "A", "S", "I"]


class Check(NamedTuple):
    """One kind of anomaly. ``message`` says what is wrong, ``expected`` and ``remedy`` what to do. French."""

    message: str
    severity: Severity
    expected: str
    remedy: str
    dgfip: Dgfip = ""


_NOTHING = "Rien à faire pour cet outil."
_EXPORT = "Exportez à nouveau le FEC depuis votre logiciel, sans l’ouvrir dans un tableur."
_LINE = "Regardez cette écriture dans votre logiciel et corrigez-la, ou notez pourquoi elle est juste."
_SUPPORT = (
    "Le total reste juste. Signalez-le à l’éditeur de votre logiciel si vous devez remettre ce fichier."
)

CATALOGUE: dict[str, Check] = {
    "T01": Check(
        "Le nom du fichier n’a pas la forme demandée par l’administration",
        "information",
        "SIREN, puis FEC, puis la date de clôture : 123456789FEC20241231.txt",
        f"{_NOTHING} En cas de contrôle, renommez le fichier.",
        "stop",
    ),
    "T02": Check(
        "C’est un FEC au format XML, que cet outil ne lit pas",
        "serieux",
        "un FEC en texte (.txt), dont les colonnes sont séparées par des tabulations",
        "Choisissez le FEC « texte » ou « à plat » à l’export de votre logiciel.",
        "stop",
    ),
    "T03": Check(
        "Les colonnes ne sont séparées ni par des tabulations ni par des barres verticales",
        "information",
        "une tabulation ou une barre verticale",
        _SUPPORT,
        "stop",
    ),
    "T04": Check(
        "Ce titre de colonne n’est pas le titre officiel : il a été reconnu quand même",
        "information",
        "les 18 titres officiels, de JournalCode à Idevise",
        _SUPPORT,
    ),
    "T05": Check(
        "Les lignes finissent par un séparateur de trop",
        "information",
        "pas de séparateur après la dernière colonne",
        _NOTHING,
        "I",
    ),
    "T06": Check(
        "Une colonne importante est absente",
        "a_verifier",
        "EcritureNum, EcritureDate, CompteNum, CompteLib, EcritureLib, Debit et Credit",
        "Exportez le FEC complet si votre logiciel le permet : des contrôles n’ont pas pu être faits.",
        "O",
    ),
    "T07": Check(
        "Une colonne du format officiel est absente",
        "information",
        "les 18 colonnes du FEC",
        "Les totaux restent justes. Les financeurs ou les délais peuvent manquer.",
        "E",
    ),
    "T08": Check(
        "Le sens de l’écriture n’est ni débit ni crédit : la ligne n’a pas été comptée",
        "serieux",
        "D ou C, +1 ou -1",
        _LINE,
        "stop",
    ),
    "T09": Check(
        "Le fichier n’a que sa ligne de titres",
        "serieux",
        "une ligne par mouvement",
        "Vérifiez l’exercice choisi dans votre logiciel, puis exportez à nouveau.",
        "E",
    ),
    "T10": Check("Une ligne est vide", "information", "une écriture par ligne", _NOTHING, "E"),
    "T11": Check(
        "Cette ligne n’a pas le même nombre de colonnes que les titres",
        "a_verifier",
        "autant de colonnes que la ligne de titres",
        "Cherchez un séparateur ou un retour à la ligne dans un libellé de cette écriture.",
        "E",
    ),
    "T12": Check(
        "Une information indispensable est vide",
        "a_verifier",
        "un numéro d’écriture, une date, un compte et des libellés sur chaque ligne",
        _LINE,
        "E",
    ),
    "T13": Check(
        "Une information du format officiel est vide",
        "information",
        "un journal, une pièce, sa date et une date de validation sur chaque ligne",
        "Les totaux restent justes. Validez les écritures avant d’exporter, si votre logiciel le demande.",
        "V",
    ),
    "T14": Check(
        "Ce numéro de compte ne commence pas par trois chiffres",
        "a_verifier",
        "un compte du plan comptable, comme 706000",
        "Donnez à ce compte un numéro du plan comptable des associations.",
        "A",
    ),
    "T15": Check(
        "Ce montant est écrit avec un point au lieu d’une virgule",
        "information",
        "une virgule avant les centimes : 1234,56",
        _SUPPORT,
        "E",
    ),
    "T16": Check(
        "Les milliers de ce montant sont séparés",
        "information",
        "des chiffres sans espace : 1234,56",
        _SUPPORT,
        "E",
    ),
    "T17": Check(
        "Ce montant ne peut pas être lu : il est compté pour zéro",
        "serieux",
        "un montant comme 1234,56",
        "Corrigez ce montant dans votre logiciel, puis exportez à nouveau.",
        "E",
    ),
    "T18": Check(
        "Le mois ou le jour de cette date n’existe pas",
        "a_verifier",
        "une date comme 20240331 (année, mois, jour)",
        _LINE,
        "E",
    ),
    "T19": Check(
        "L’année de cette date est improbable",
        "a_verifier",
        "une année de 1900 à 2099",
        _LINE,
        "A",
    ),
    "T20": Check(
        "Cette date ne peut pas être lue",
        "a_verifier",
        "une date comme 20240331 (année, mois, jour)",
        _LINE,
        "E",
    ),
    "T21": Check(
        "Cette ligne a un débit et un crédit, ou ni l’un ni l’autre",
        "information",
        "un montant au débit ou au crédit, pas les deux",
        "Les totaux restent justes : le débit moins le crédit est compté.",
        "A",
    ),
    "T22": Check(
        "Le total des débits diffère du total des crédits (l’outil de l’administration le calcule sans "
        "plus le signaler)",
        "information",
        "deux totaux égaux",
        "Voyez l’écart indiqué avec le contrôle S06.",
    ),
    "S01": Check(
        "Les colonnes ne sont pas dans l’ordre officiel, ou leurs titres diffèrent par les majuscules",
        "information",
        "les 18 colonnes dans l’ordre, de JournalCode à Idevise",
        _NOTHING,
    ),
    "S02": Check(
        "Le nom du fichier ne commence pas par un numéro SIREN valable",
        "information",
        "les 9 chiffres du SIREN de l’association",
        f"{_NOTHING} Vérifiez le SIREN saisi dans votre logiciel.",
    ),
    "S03": Check("Le fichier n’a pas l’extension .txt", "information", "un nom qui finit par .txt", _NOTHING),
    "S04": Check(
        "Cette date est valable, mais pas écrite dans le format officiel",
        "information",
        "huit chiffres : 20240331",
        _SUPPORT,
    ),
    "S05": Check(
        "Ce montant a plus de deux décimales : il a été arrondi au centime",
        "information",
        "au plus deux décimales",
        _SUPPORT,
    ),
    "S06": Check(
        "Le total des débits diffère du total des crédits",
        "serieux",
        "deux totaux égaux",
        "Le fichier est sans doute incomplet : exportez à nouveau tout l’exercice, tous journaux compris.",
    ),
    "S07": Check(
        "Cette écriture n’est pas équilibrée",
        "serieux",
        "un total au débit égal au total au crédit dans chaque écriture",
        _LINE,
    ),
    "S08": Check(
        "La numérotation des écritures a un trou ou un doublon",
        "information",
        "des numéros qui se suivent",
        "Cherchez une écriture supprimée, ou un brouillard qui n’est pas validé.",
    ),
    "S09": Check(
        "Les écritures ne sont pas dans l’ordre de leurs dates",
        "information",
        "des numéros qui suivent l’ordre de validation",
        _NOTHING,
    ),
    "S10": Check(
        "Les à-nouveaux ne sont pas au début du fichier",
        "information",
        "les soldes de départ en premières lignes",
        _NOTHING,
    ),
    "S11": Check(
        "Cette écriture est datée en dehors de l’exercice",
        "a_verifier",
        "une date de l’exercice",
        "Corrigez la date dans votre logiciel, ou les dates de l’exercice ici.",
    ),
    "S12": Check(
        "Cette écriture est validée avant sa propre date",
        "information",
        "une date de validation au moins égale à la date de l’écriture",
        _NOTHING,
    ),
    "S13": Check(
        "Deux informations qui vont ensemble ne sont pas remplies toutes les deux",
        "information",
        "compte auxiliaire et son libellé, lettrage et sa date, devise et son montant",
        _NOTHING,
    ),
    "S14": Check(
        "Le même compte ou le même journal porte plusieurs libellés",
        "information",
        "un seul libellé par compte et par journal",
        "Le libellé le plus fréquent a été retenu.",
    ),
    "S15": Check(
        "Cette écriture n’a qu’une ligne",
        "a_verifier",
        "au moins deux lignes par écriture",
        _LINE,
    ),
    "S16": Check(
        "Cette écriture solde les classes 6 et 7 : elle a été reconnue et laissée de côté",
        "information",
        "un FEC sans les écritures qui soldent les charges et les produits",
        _NOTHING,
    ),
    "S17": Check(
        "Les à-nouveaux portent des charges ou des produits, comptés comme mouvements de l’exercice",
        "a_verifier",
        "seulement des comptes de bilan (classes 1 à 5)",
        "Vérifiez la clôture de l’exercice précédent dans votre logiciel.",
    ),
    "S18": Check(
        "Un compte qui devrait être soldé ou rare a un solde à la clôture",
        "a_verifier",
        "47 et 58 à zéro ; 672 et 772 seulement pour des erreurs d’exercices passés",
        "Demandez à la personne qui tient les comptes ce que contient ce compte d’attente.",
    ),
    "S19": Check(
        "Les contributions volontaires en nature (86 et 87) ne s’équilibrent pas",
        "a_verifier",
        "le total de 86 égal au total de 87",
        "Vérifiez la valorisation du bénévolat et des mises à disposition.",
    ),
    "S20": Check(
        "Un compte 79 (transferts de charges) est utilisé : il est supprimé depuis 2025",
        "a_verifier",
        "pas de compte 79 dans un exercice ouvert depuis le 1er janvier 2025",
        "Demandez à votre expert-comptable le compte qui le remplace (649, 758…).",
    ),
    "S21": Check(
        "Un compte créé en 2025 est utilisé dans un exercice ouvert avant",
        "information",
        "649 et 747 seulement depuis 2025, sauf application anticipée",
        "Rien à faire si l’association a appliqué le nouveau plan comptable par avance.",
    ),
    "S22": Check(
        "Des lignes sont sur des comptes de classe 0 ou 9 : elles ne comptent pas dans le résultat",
        "information",
        "des comptes de classes 1 à 8",
        _NOTHING,
    ),
    "S23": Check(
        "Cette écriture est la copie exacte d’une autre",
        "a_verifier",
        "chaque pièce enregistrée une seule fois",
        "Vérifiez qu’une facture ou un encaissement n’a pas été saisi deux fois.",
    ),
    "S24": Check(
        "La date de clôture dans le nom du fichier ne correspond pas aux écritures",
        "a_verifier",
        "une date de clôture à la fin de l’exercice lu",
        "Vérifiez que c’est le bon fichier ; corrigez les dates de l’exercice si besoin.",
    ),
    "S25": Check(
        "Le fichier contient plusieurs exercices : seul le dernier a été lu",
        "a_verifier",
        "un fichier par exercice",
        "Déposez aussi un fichier par exercice précédent pour voir le chemin parcouru.",
    ),
    "S26": Check(
        "Ce FEC ressemble à celui d’une société : capital social, et ni soutiens, ni dons, ni cotisations",
        "a_verifier",
        "les comptes d’une association",
        "Vérifiez que c’est le bon fichier. Il est lu, mais le modèle est pensé pour les associations.",
    ),
    "S27": Check(
        "Des caractères du fichier sont abîmés",
        "information",
        "un seul encodage dans tout le fichier",
        "Les montants n’en souffrent pas. Choisissez un autre encodage si des accents sont faux.",
    ),
}
"""Code → check. B, C, F, K, M codes (sheets and forms) are in ``sheet_checks``."""
