"""Label rules: whole words, without accents or case; they propose a kind, never a name of a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.reference import labels


@pytest.mark.parametrize(
    ("label", "kind", "institutional"),
    [
        ("Mairie de Lanton", "public", True),
        ("CONSEIL DEPARTEMENTAL 13", "public", True),
        ("Région Sud", "public", True),
        ("D.R.A.C. Bretagne", "inconnu", False),
        ("DRAC Bretagne", "public", True),
        ("Rectorat", "public", True),
        ("CAF 13", "public", True),
        ("Union européenne", "europe", True),
        ("FSE+ 2024", "europe", True),
        ("Fondation de France", "fondation", True),
        ("Fonds de dotation du Port", "fondation", True),
        ("Open Philanthropy", "fondation", True),
        ("Fédération régionale des MJC", "reseau", True),
        ("Union départementale", "reseau", True),
        ("SARL Martin", "entreprise", True),
        ("Association des parents", "association", False),
        ("Usagers divers", "particulier", False),
        ("Mme Dupont", "particulier", False),
        ("Mme Dupont, mairie", "particulier", False),
        ("Paul Martin", "inconnu", False),
        ("", "inconnu", False),
        ("!!!", "inconnu", False),
    ],
)
def test_payer_kind(label: str, kind: str, institutional: bool) -> None:
    assert labels.payer_kind(label) == (kind, institutional)


@pytest.mark.parametrize(
    ("label", "hint"),
    [
        ("Compensation de délégation de service public", "commande_publique"),
        ("Marché public ville", "commande_publique"),
        ("AGENCE DE SERVICES ET DE PAIEMENT (emplois aidés)", "aide_emploi"),
        ("Subv. FONJEP", "aide_emploi"),
        ("Mécénat de compétences", "competences_ou_personnel"),
        ("Mise à disposition de personnel par la ville", "competences_ou_personnel"),
        ("Personnel bénévole", "benevolat"),
        ("Dons en nature", "don_en_nature"),
        ("Loto et kermesse", "manifestation"),
        ("Financement participatif", "participatif"),
        ("Prix libre", "prix_libre"),
        ("Cotisations adhérents", "cotisation"),
        ("Charges (total publié, non ventilé)", "non_ventile"),
        ("Financements publics", "public_indetermine"),
        ("Quote-part des subventions d'investissement", "quote_part"),
    ],
)
def test_hints(label: str, hint: str) -> None:
    assert hint in labels.match_hints(label)


@pytest.mark.parametrize(
    ("label", "hint"),
    [
        ("Marché de Noël", "commande_publique"),
        ("Dons en nature", "don"),
        ("Mécénat de compétences", "mecenat"),
        ("Conseil régional", "conseil"),
        ("Prestations en nature", "vente_explicite"),
        ("Cotisations sociales", "cotisation"),
        ("Abandon", "don"),
        ("Donnadieu", "don"),
        ("Statut", "public"),
    ],
)
def test_words_that_do_not_count(label: str, hint: str) -> None:
    assert hint not in labels.match_hints(label)


@given(st.text(max_size=200))
def test_any_label_is_read(label: str) -> None:
    hints = labels.match_hints(label)
    assert set(hints) <= {rule.hint for rule in labels.rules()}
    assert labels.match_hints(label.upper()) == labels.match_hints(label.upper().lower())


def test_a_megabyte_in_a_cell_is_cut() -> None:
    assert labels.match_hints("x" * 1_000_000 + " mairie") == ()
