"""The method page and the glossary stay in step with the rules and the names of the code."""

import importlib
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from equilibre.accounts.totals import Basis, PayerKind, Regime
from equilibre.figures import Certainty, Status
from equilibre.handbook import method_page
from equilibre.model.dossier import Origin
from equilibre.model.results import FAMILIES, NATURES, Pillar

DOCS = Path(__file__).parents[2] / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
NAMES = re.findall(r"`(equilibre\.[\w.]+)`", GLOSSARY)
CODES = re.findall(r"^\| `([a-z0-9_]+)` \|", GLOSSARY, flags=re.MULTILINE)


def test_the_method_page_is_in_step_with_the_rules() -> None:
    """Red? Run « python -m equilibre.handbook > docs/method.md »."""
    assert (DOCS / "method.md").read_text(encoding="utf-8") == method_page()


def test_the_method_page_names_no_partner_and_no_activity_of_the_example() -> None:
    page = method_page()
    for name in ("Menuiserie", "Ateliers des enfants", "Réparation partagée", "Département"):
        assert name not in page


def resolve(name: str) -> Any:
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise AssertionError(name)


@pytest.mark.parametrize("name", sorted(set(NAMES)))
def test_every_name_of_the_glossary_exists(name: str) -> None:
    assert resolve(name) is not None


def test_every_code_of_the_data_is_in_the_glossary() -> None:
    kinds = (Pillar, Certainty, Status, Regime, Basis, Origin, PayerKind)
    codes = {*NATURES, *FAMILIES, *(code for kind in kinds for code in get_args(kind))}
    assert codes == set(CODES)


def test_each_code_is_explained_once() -> None:
    assert len(CODES) == len(set(CODES))
