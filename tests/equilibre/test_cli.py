"""The command: its French, its exit codes, its outputs, and that it never shows a trace."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from equilibre import cli, cli_files, cli_summary
from equilibre.accounts.options import Limits
from equilibre.cli_files import CommandError
from equilibre.examples.files import example_files

KEYS = {
    "exercice", "totals", "natures", "family", "resources", "accounts", "pillars", "reference_ratios",
    "solidity", "warnings", "findings", "anomalies", "source",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's files, on a disk."""
    made = tmp_path_factory.mktemp("exemple")
    for name, data in example_files().items():
        (made / name).write_bytes(data)
    return made


@pytest.fixture(scope="module")
def fecs(folder: Path) -> list[str]:
    """The three FEC, the last exercice first: the order of the command line does not matter."""
    return [str(path) for path in sorted(folder.glob("*FEC*.txt"), reverse=True)]


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    """Standard output and standard error of a command that must end with that status."""
    found = cli.main(arguments)
    out, err = capsys.readouterr()
    assert found == status, err
    if status == 2:
        assert out == "" and err.startswith("equilibre\u00a0: ") and err.count("\n") == 1
        assert "Traceback" not in err
    return out, err


def test_the_summary_starts_with_the_sentence_then_its_doubt(
    capsys: pytest.CaptureFixture[str], fecs: list[str]
) -> None:
    out, err = run(capsys, "qualify", *fecs, "--organisation", "Les Ateliers")
    assert err == ""
    told = " ".join(out.split())
    assert told.startswith("Les Ateliers Exercice 2025")
    assert told.index("En 2025") < told.index("La lecture changerait") < told.index("Les totaux")
    assert "91\u202f090,00\u00a0€" in out and "90\u202f085,00\u00a0€" in out
    assert all(year in out for year in ("2023\u00a0:", "2024\u00a0:", "2025\u00a0:"))
    assert "score" not in out.lower()
    assert told.count("1 point à regarder") == 3


def test_json_has_the_agreed_keys_and_whole_cents(
    capsys: pytest.CaptureFixture[str], fecs: list[str]
) -> None:
    out, _ = run(capsys, "qualify", fecs[0], "--json")
    found = json.loads(out)
    assert set(found) >= KEYS
    assert found["exercice"] == {"opening": "2025-01-01", "closing": "2025-12-31", "regime": "anc2025"}
    assert found["totals"]["products"] == 9_109_000 and found["totals"]["charges"] == 9_008_500
    assert found["totals"]["result"] == 100_500 and found["totals"]["in_kind"] == 620_000
    assert sum(nature["amount"] for nature in found["natures"].values()) == 9_109_000
    assert found["accounts"]["706100"] == 1_410_000
    assert found["family"]["code"] == "mixte_hybride"
    assert found["source"]["lines"] == 856 and len(found["source"]["sha256"]) == 64


def test_several_exercices_in_any_order_conclude_on_the_last(
    capsys: pytest.CaptureFixture[str], fecs: list[str]
) -> None:
    out, _ = run(capsys, "qualify", *fecs, "--json")
    assert json.loads(out)["exercice"]["closing"] == "2025-12-31"


@pytest.mark.parametrize(("option", "start"), [("--pdf", b"%PDF-"), ("--xlsx", b"PK\x03\x04")])
def test_documents_are_written_whole(
    capsys: pytest.CaptureFixture[str], fecs: list[str], tmp_path: Path, option: str, start: bytes
) -> None:
    target = tmp_path / "sortie"
    out, _ = run(capsys, "qualify", fecs[0], option, str(target))
    assert out == ""
    assert target.read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == ["sortie"]


def test_a_passation_opens_again_to_the_same_model(
    capsys: pytest.CaptureFixture[str], fecs: list[str], tmp_path: Path
) -> None:
    kept = tmp_path / "passation.json"
    run(capsys, "qualify", *fecs, "--passation", str(kept))
    first = json.loads(run(capsys, "qualify", *fecs, "--json")[0])
    again = json.loads(run(capsys, "qualify", str(kept), "--json")[0])
    for key in ("exercice", "totals", "natures", "pillars", "solidity"):
        assert again[key] == first[key]
    assert run(capsys, "check", str(kept), status=2)[1].count("passation") == 1


def test_check_lists_the_line_and_the_remedy(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    name = "000000000FEC20251231.txt"
    lines = (folder / name).read_text().splitlines()
    fields = lines[40].split("\t")
    fields[12 if fields[11] == "0,00" else 11] = "1,00"
    lines[40] = "\t".join(fields)
    (tmp_path / name).write_text("\r\n".join(lines) + "\r\n")
    out, _ = run(capsys, "check", str(tmp_path / name))
    assert "S07" in out and "→" in out
    found = json.loads(run(capsys, "check", str(tmp_path / name), "--json")[0])
    assert found["count"] >= 1 and found["by_code"]["S07"] >= 1
    assert all(item["remedy"] for item in found["items"])
    usual, _ = run(capsys, "check", str(folder / name))
    assert "S02" in usual and "S07" not in usual


def test_reference_gives_dates_sources_and_status(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "reference")
    assert "smic_horaire_brut" in out and "établi" in out and "convention de la plateforme" in out
    found = json.loads(run(capsys, "reference", "--json")[0])
    assert found["rules_version"]
    for parameter in found["parameters"]:
        for dated in parameter["values"]:
            assert dated["source"] and dated["status"] in {"etabli", "lecture", "convention"}
            assert dated["since"] and dated["checked"]


def test_example_writes_files_that_qualify(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out, _ = run(capsys, "example", "--out", str(tmp_path / "neuf" / "dossier"))
    assert {path.name for path in (tmp_path / "neuf" / "dossier").iterdir()} == set(example_files())
    assert "000000000FEC20251231.txt" in out
    occupied = tmp_path / "fichier"
    occupied.write_text("")
    assert "n’est pas un dossier" in run(capsys, "example", "--out", str(occupied), status=2)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "il manque"),
        (("comptes.txt",), "n’est pas proposé"),
        (("qualify",), "il manque"),
        (("qualify", "x", "--jso"), "je ne comprends pas"),
        (("qualify", "x", "--format", "word"), "n’est pas proposé"),
        (("qualify", "x", "--opening", "2024-02-30"), "n’est pas une date"),
        (("qualify", "x", "--opening", "hier"), "n’est pas une date"),
        (("qualify", "x", "--separator", "espace"), "n’est pas un séparateur"),
        (("qualify", "x", "--encoding", "latin-99"), "n’est pas un encodage"),
        (("qualify", "x", "--json", "--pdf", "y"), "ne vont pas ensemble"),
        (("qualify", "x", "--pdf"), "attend une valeur"),
        (("reference", "--json=oui"), "n’attend pas de valeur"),
        (("qualify", "x", "--opening", "2024-12-31", "--closing", "01/01/2024"), "avant le premier"),
    ],
)
def test_a_mistyped_command_is_said_in_french(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in run(capsys, *arguments, status=2)[1]


def test_what_cannot_be_opened_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, fecs: list[str]
) -> None:
    assert "n’existe pas" in run(capsys, "qualify", str(tmp_path / "absent.txt"), status=2)[1]
    assert "est un dossier" in run(capsys, "check", str(tmp_path), status=2)[1]
    assert "ne peut pas être lu" in run(capsys, "check", "nul\0e part", status=2)[1]
    for name, data in (
        ("vide.txt", b""),
        ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("mot.txt", b"bonjour\n"),
    ):
        (tmp_path / name).write_bytes(data)
        run(capsys, "qualify", str(tmp_path / name), status=2)
    assert (
        "n’existe pas"
        in run(capsys, "qualify", fecs[0], "--pdf", str(tmp_path / "absent" / "x.pdf"), status=2)[1]
    )
    assert "est un dossier" in run(capsys, "qualify", fecs[0], "--xlsx", str(tmp_path), status=2)[1]


def test_the_same_exercice_twice_is_refused(capsys: pytest.CaptureFixture[str], fecs: list[str]) -> None:
    assert "se chevauchent" in run(capsys, "qualify", fecs[0], fecs[0], status=2)[1]
    dated = ("--opening", "2025-01-01")
    assert "un seul fichier" in run(capsys, "qualify", *fecs, *dated, status=2)[1]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "gros.txt"
    large.write_bytes(bytes(2_000_001))
    with pytest.raises(CommandError, match=r"dépasse 2\u00a0Mo"):
        cli_files.read_bytes(str(large), Limits(file_bytes=2_000_000))


def test_a_failed_write_leaves_nothing_and_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "resultat.pdf"
    target.write_bytes(b"avant")

    def full(self: Path, other: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CommandError, match="ne peut pas être écrit"):
        cli_files.write_bytes(str(target), b"apres")
    assert target.read_bytes() == b"avant"
    assert [path.name for path in tmp_path.iterdir()] == ["resultat.pdf"]


def test_nothing_is_wider_than_the_terminal(
    capsys: pytest.CaptureFixture[str], fecs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert cli_summary.width() == 60
    out, _ = run(capsys, "qualify", *fecs)
    assert max(map(len, out.splitlines())) <= 60


def test_a_mistake_of_ours_is_said_without_a_trace_nor_a_quotation(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, fecs: list[str]
) -> None:
    def broken(arguments: object) -> None:
        raise KeyError("Mme Dupré, 12 rue des Lilas")

    monkeypatch.setattr(cli, "run", broken)
    _, err = run(capsys, "check", fecs[0], status=2)
    assert "défaut du logiciel" in err and "KeyError" in err and "Dupré" not in err
    monkeypatch.setenv("EQUILIBRE_TRACE", "1")
    with pytest.raises(KeyError):
        cli.main(["check", fecs[0]])


def process(*arguments: str, **settings: object) -> subprocess.Popen[bytes]:
    """The command as a process of its own, as a shell starts it."""
    return subprocess.Popen([sys.executable, "-m", "equilibre.cli", *arguments], **settings)  # type: ignore[call-overload,no-any-return]


def test_whoever_stops_reading_gets_no_trace() -> None:
    running = process("reference", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    assert running.wait(timeout=30) == cli.PIPE_CLOSED
    assert running.stderr.read() == b""
    running.stderr.close()


def test_interrupting_is_one_sentence_and_130() -> None:
    running = process("check", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.0)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == cli.INTERRUPTED
    assert out == b"" and b"Traceback" not in err and err.count(b"\n") == 1


def test_standard_input_and_output_are_files_like_others(fecs: list[str]) -> None:
    data = Path(fecs[0]).read_bytes()
    running = process("qualify", "-", "--xlsx", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, _ = running.communicate(data, timeout=60)
    assert running.returncode == 0
    assert out.startswith(b"PK")


def test_progress_is_shown_on_a_terminal_for_long_files_only(folder: Path, tmp_path: Path) -> None:
    lines = (folder / "000000000FEC20251231.txt").read_bytes().splitlines(keepends=True)
    long = tmp_path / "long.txt"
    long.write_bytes(lines[0] + b"".join(lines[1:]) * (cli_files.LONG_FILE // 100_000))
    assert long.stat().st_size > cli_files.LONG_FILE
    for path, expected in ((long, True), (folder / "000000000FEC20251231.txt", False)):
        master, slave = pty.openpty()
        running = process("check", str(path), stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        seen = b""
        while True:
            try:
                piece = os.read(master, 4096)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        os.close(master)
        assert running.wait(timeout=60) == 0
        assert (b"%" in seen) is expected


def test_a_bomb_in_a_workbook_is_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bomb = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(400_000_000))
    began = time.monotonic()
    run(capsys, "qualify", str(bomb), status=2)
    assert time.monotonic() - began < 20
