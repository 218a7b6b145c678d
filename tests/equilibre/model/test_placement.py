"""Product accounts in their lines: number, label, payer, then the user's word; never a cent lost."""

import pytest
from core_books import euros_by_line, payer, read_one

from equilibre.errors import ReadError
from equilibre.model.dossier import MoveAccount, SetPayerKind, SplitAccount, StrategicPartner


def test_numbers_alone() -> None:
    books = {
        "756000": 1, "754100": 2, "754200": 4, "755000": 8, "741000": 16, "777000": 32, "731000": 64,
        "706000": 128, "707000": 256, "706300": 512, "760000": 1024, "789400": 2048, "756200": 4096,
    }  # fmt: skip
    context = read_one(books)
    assert euros_by_line(context) == {
        "R01": 1, "R02": 2, "R04": 12, "R06": 16, "R08": 32, "R10": 64, "R11": 128 + 4096, "R15": 256,
        "R16": 512, "R18": 1024 + 2048,
    }  # fmt: skip
    assert not any(line.guess for line in context.resources)


@pytest.mark.parametrize(
    ("number", "label", "line"),
    [
        ("706100", "Compensation de délégation de service public", "R09"),
        ("706100", "Formation professionnelle", "R13"),
        ("706100", "Étude pour le territoire", "R14"),
        ("706100", "Prix libre", "R12"),
        ("741000", "Fondation de France", "R04"),
        ("741000", "Subvention Fondation de France", "R04"),
        ("741000", "Subventions et fondations", "R06"),
        ("741000", "ASP contrats aidés", "R17"),
        ("741000", "FSE projet insertion", "R07"),
        ("741000", "Ville de Lyon", "R06"),
        ("754100", "Collecte Ulule", "R03"),
        ("754000", "Mécénat d'entreprises", "R04"),
        ("755000", "Conseil départemental", "R06"),
        ("758000", "Dons divers", "R02"),
        ("758000", "Adhésions", "R01"),
        ("758000", "Autres ressources", "R18"),
        ("758000", "Indemnité d'assurance", "R18"),
        ("778000", "Loto et vide-grenier", "R11"),
        ("778000", "Divers", "R18"),
        ("791000", "Aide à l'emploi ASP", "R18"),
        ("747000", "Subvention commune", "R06"),
        ("754200", "Mécénat d'entreprises", "R04"),
        ("747000", "Quote-part de subvention d'investissement", "R08"),
    ],
)
def test_labels_refine_and_say_so(number: str, label: str, line: str) -> None:
    context = read_one({number: (100, label)})
    assert euros_by_line(context) == {line: 100}
    default = read_one({number: 100}).resources[0].line
    doubted = "réunit plusieurs" in context.resources[0].guess
    assert bool(context.resources[0].guess) == (line != default or doubted)


def test_a_guess_offers_the_line_of_the_number() -> None:
    line = read_one({"706100": (100, "Délégation de service public")}).resources[0]
    assert "706100" in line.guess
    assert "R11" in line.could_be


def test_one_account_with_public_and_private_clients_is_split_by_payer() -> None:
    payers = (payer("f1", "public", c706000=300), payer("f2", "entreprise", c706000=500))
    context = read_one({"706000": 1000}, payers=payers)
    assert euros_by_line(context) == {"R09": 300, "R11": 700}
    assert [share.amount for line in context.resources for share in line.accounts] == [30_000, 70_000]


def test_a_foundation_among_grants_goes_to_private_support() -> None:
    payers = (payer("f1", "fondation", c740000=200), payer("f2", "public", c740000=800))
    context = read_one({"740000": 1000}, payers=payers)
    assert euros_by_line(context) == {"R04": 200, "R06": 800}
    support = next(n for n in context.natures if n.nature == "subventionnement")
    assert (support.public_amount, support.private_amount) == (80_000, 20_000)


def test_payers_that_exceed_the_account_split_nothing() -> None:
    context = read_one({"706000": 100}, payers=(payer("f1", "public", c706000=300),))
    assert euros_by_line(context) == {"R11": 100}


def test_set_payer_kind_moves_its_amounts() -> None:
    payers = (payer("f1", "inconnu", c706000=300),)
    corrections = (SetPayerKind(payer="f1", kind="public"),)
    context = read_one({"706000": 1000}, payers=payers, inputs={"corrections": corrections})
    assert euros_by_line(context) == {"R09": 300, "R11": 700}


def test_move_and_split_and_the_later_one_prevails() -> None:
    moved = MoveAccount(account="758000", line="R02")
    split = SplitAccount(account="758000", parts=(("R04", 6_000), ("R11", 4_000)))
    books = {"758000": 100, "741000": 50}
    assert euros_by_line(read_one(books, inputs={"corrections": (moved,)})) == {"R02": 100, "R06": 50}
    both = read_one(books, inputs={"corrections": (moved, split)})
    assert euros_by_line(both) == {"R04": 60, "R06": 50, "R11": 40}
    back = read_one(books, inputs={"corrections": (split, moved)})
    assert euros_by_line(back) == {"R02": 100, "R06": 50}


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (SplitAccount(account="758000", parts=(("R04", 6_000),)), "partage_inexact"),
        (SplitAccount(account="758000", parts=()), "partage_inexact"),
        (MoveAccount(account="758000", line="R99"), "ligne_inconnue"),
        (MoveAccount(account="799999", line="R01"), "compte_inconnu"),
        (MoveAccount(account="601000", line="R01"), "compte_inconnu"),
    ],
)
def test_a_correction_that_cannot_be_applied_says_what_to_do(correction: object, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_one({"758000": 100, "601000": 5}, inputs={"corrections": (correction,)})
    assert caught.value.code == code
    assert caught.value.remedy


ENOUGH = ("financement_structurel", "accompagnement", "evaluation")


@pytest.mark.parametrize(
    ("traits", "moves"),
    [
        (ENOUGH, True),
        (("financement_structurel", "accompagnement", "expertise_reseaux", "evaluation"), True),
        (("financement_structurel", "accompagnement"), False),
        (("accompagnement", "expertise_reseaux", "evaluation"), False),
        ((), False),
        (("financement_structurel", "sympathie", "courage"), False),
    ],
)
def test_a_strategic_partner_needs_money_and_two_other_traits(traits: tuple[str, ...], moves: bool) -> None:
    corrections = (StrategicPartner(payer="f1", traits=traits),)
    payers = (payer("f1", "fondation", c755000=300),)
    context = read_one({"755000": 1000}, payers=payers, inputs={"corrections": corrections})
    assert euros_by_line(context) == ({"R04": 700, "R05": 300} if moves else {"R04": 1000})


def test_a_public_convention_stays_support_whatever_the_traits() -> None:
    corrections = (StrategicPartner(payer="f1", traits=ENOUGH),)
    payers = (payer("f1", "public", c741000=300),)
    context = read_one({"741000": 1000}, payers=payers, inputs={"corrections": corrections})
    assert euros_by_line(context) == {"R06": 1000}


def test_a_whole_account_of_sales_is_no_strategic_partner() -> None:
    corrections = (StrategicPartner(account="706000", traits=ENOUGH),)
    context = read_one({"706000": 1000}, inputs={"corrections": corrections})
    assert euros_by_line(context) == {"R11": 1000}


def test_the_foundation_booked_among_grants_can_be_strategic() -> None:
    corrections = (StrategicPartner(payer="f1", traits=ENOUGH),)
    payers = (payer("f1", "fondation", c740000=200),)
    context = read_one({"740000": 1000}, payers=payers, inputs={"corrections": corrections})
    assert euros_by_line(context) == {"R05": 200, "R06": 800}


def test_answers_are_corrections_too() -> None:
    books = {
        "756000": 60,
        "741000": (40, "Marché d'insertion ville"),
        "758000": (30, "Dons, ventes et cotisations"),
    }
    plain = read_one(books)
    assert euros_by_line(plain) == {"R01": 60, "R06": 40, "R18": 30}
    asked = {(a.code, a.account) for a in plain.asks}
    assert {("cotisation_paie", ""), ("subvention_ou_commande", "741000"), ("ventilation", "758000")} <= asked
    answers = {
        "cotisation_paie": "activite",
        "subvention_ou_commande:741000": "commande",
        "ventilation:758000": "R02",
    }
    told = read_one(books, inputs={"answers": answers})
    assert euros_by_line(told) == {"R02": 30, "R09": 40, "R11": 60}
    given = {(a.code, a.account): a.answer for a in told.asks}
    assert given[("ventilation", "758000")] == "R02"
    assert given[("cotisation_paie", "")] == "activite"
    assert given[("subvention_ou_commande", "741000")] == "commande"


def test_a_grant_booked_as_a_sale_is_asked_and_moved_on_the_users_word() -> None:
    books = {"706000": (100, "Subvention de la ville")}
    plain = read_one(books)
    assert euros_by_line(plain) == {"R11": 100}
    assert [(a.code, a.account) for a in plain.asks] == [("subvention_ou_commande", "706000")]
    told = read_one(books, inputs={"answers": {"subvention_ou_commande:706000": "subvention"}})
    assert euros_by_line(told) == {"R06": 100}
    assert told.asks[0].answer == "subvention"


def test_a_partner_flagged_without_enough_traits_says_what_lacks() -> None:
    corrections = (StrategicPartner(payer="f1", traits=("financement_structurel",)),)
    payers = (payer("f1", "fondation", c755000=300),)
    context = read_one({"755000": 1000}, payers=payers, inputs={"corrections": corrections})
    assert "il manque accompagnement stratégique" in context.resources[0].guess


def test_the_word_of_a_grant_does_not_decide() -> None:
    """Field rule 12: a 74 that speaks of a contract stays a grant, and the question is asked."""
    context = read_one({"741000": (100, "Marché public ville")})
    assert euros_by_line(context) == {"R06": 100}
    assert [a.code for a in context.asks] == ["subvention_ou_commande"]
