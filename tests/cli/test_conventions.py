"""What holds for every subcommand."""

from __future__ import annotations

import ast
import errno
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from siaga.access import Problem
from siaga.cli import click_words
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, TargetFile, WrittenTime, command
from siaga.cli.root import LazyGroup, cli


@command(example="siaga contoh")
@click.option("--bad", is_flag=True)
def sample(out: Output, bad: bool) -> None:
    """Contoh."""
    if bad:
        raise Problem("Angkanya keliru.", "Tulis angka positif.")
    out.say("Selesai.")
    out.result({"rows": 3})


def test_people_get_sentences_and_machines_one_object() -> None:
    assert CliRunner().invoke(sample).stdout == "Selesai.\n"
    assert json.loads(CliRunner().invoke(sample, ["--json"]).stdout) == {"rows": 3}


def test_a_problem_goes_to_standard_error_with_its_remedy_and_exit_status_1() -> None:
    answer = CliRunner().invoke(sample, ["--bad"])
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == "Angkanya keliru. Tulis angka positif.\n"


def test_a_problem_is_an_object_for_machines() -> None:
    answer = CliRunner().invoke(sample, ["--bad", "--json"])
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["error"] == {
        "code": "problem",
        "message": "Angkanya keliru.",
        "remedy": "Tulis angka positif.",
    }


def _all(group: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, click.Command]]:
    if not isinstance(group, click.Group):
        return [(" ".join(path), group)]
    ctx = click.Context(group)
    found = []
    for name in group.list_commands(ctx):
        child = group.get_command(ctx, name)
        assert child is not None
        found += _all(child, (*path, name))
    return found


@pytest.mark.parametrize(("path", "subcommand"), _all(cli))
def test_every_subcommand_has_help_an_example_and_json(path: str, subcommand: click.Command) -> None:
    text = CliRunner().invoke(cli, [*path.split(), "--help"]).output
    assert f"siaga {path}" in text.split("Contoh:")[-1], f"no example in: {path}"
    assert subcommand.help, path
    assert any("--json" in option.opts for option in subcommand.params), path


def test_the_root_lists_commands_without_setting_django_up() -> None:
    assert isinstance(cli, LazyGroup)
    text = CliRunner().invoke(cli, ["--help"]).output
    assert "import" in text
    assert "Mengimpor data dari berkas." in text


def test_click_speaks_indonesian_and_english_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*args: str) -> str:
        return CliRunner().invoke(cli, list(args), prog_name="siaga").output

    assert "Pemakaian: siaga" in told("--help")
    assert "Perintah:" in told("--help")
    assert "Opsi:" in told("--help")
    assert "Tampilkan bantuan ini" in told("--help")
    assert "versi" in told("--version")
    assert "Perintah 'mulai' tidak ada." in told("mulai")
    assert "Lihat bantuan dengan 'siaga -h'." in told("mulai") or "'siaga --help'" in told("mulai")
    assert "Argumen belum diisi 'FILE'." in told("import", "wilayah")
    assert "Opsi '--kolom' tidak ada." in told("import", "wilayah", "--kolom")
    assert "tidak ada." in told("import", "wilayah", "tidak-ada.csv")
    monkeypatch.setenv("SIAGA_LANGUAGE", "en")
    assert "Usage: siaga" in told("--help")
    assert "No such command 'mulai'." in told("mulai")


def test_every_word_is_one_that_click_says() -> None:
    folder = Path(click.__file__).parent
    spoken = "".join(ast.unparse(ast.parse(file.read_text())) for file in folder.glob("*.py"))
    assert [word for word in click_words.WORDS if repr(word) not in spoken] == []


def test_boundaries_have_neither_columns_nor_sheets() -> None:
    text = CliRunner().invoke(cli, ["import", "boundaries", "--help"]).output
    assert "--dry-run" in text
    assert "--map" not in text
    assert "--sheet" not in text


def test_a_command_acts_as_the_operator_of_the_server() -> None:
    assert command_actor().channel == "command"
    assert command_actor().name.startswith("operator server (")


@command(example="siaga tulis")
@click.option("--out", "target", type=TargetFile())
@click.option("--day", type=WrittenTime("%Y-%m-%d", "%Y-%m-%dT%H:%M"))
def writing(out: Output, target: Path, day: object) -> None:
    """Menulis."""
    if day is None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", "data.csv")
    if target.name == "ragu.txt":
        raise click.BadParameter("namanya meragukan.", param_hint="--out")
    target.write_text("isi")


def test_a_folder_that_is_not_there_is_seen_before_any_work(tmp_path: Path) -> None:
    answer = CliRunner().invoke(writing, ["--out", str(tmp_path / "tidak-ada" / "x.txt"), "--day", "2024-11-27"])
    assert answer.exit_code == 2
    assert "tidak ada. Buat dahulu, atau pilih tempat lain." in answer.stderr
    assert CliRunner().invoke(writing, ["--out", str(tmp_path / "x.txt"), "--day", "2024-11-27"]).exit_code == 0
    assert (tmp_path / "x.txt").read_text() == "isi"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--day", "kemarin"], "Tulis seperti 2024-11-27 atau 2024-11-27T07:00."),
        (["--hari", "1"], "Opsi '--hari' tidak ada."),
        (["--out", "ragu.txt", "--day", "2024-11-27"], "namanya meragukan."),
    ],
)
def test_wrong_arguments_are_an_object_for_machines_too(arguments: list[str], said: str) -> None:
    answer = CliRunner().invoke(writing, [*arguments, "--json"])
    assert answer.exit_code == 2
    error = json.loads(answer.stdout)["error"]
    assert error["code"] == "usage"
    assert said in error["message"]
    assert "--help" in error["remedy"]
    assert said in answer.stderr
    assert CliRunner().invoke(writing, arguments).stdout == ""


def test_trouble_with_a_file_says_what_to_do() -> None:
    answer = CliRunner().invoke(writing, [])
    assert answer.exit_code == 1
    assert answer.stderr == (
        "Berkas tidak dapat diolah (data.csv): berkas atau foldernya tidak ada. Periksa letak dan namanya.\n"
    )
