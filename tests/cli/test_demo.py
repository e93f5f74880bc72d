"""``siaga demo``: whose folder it is, and when the sample desk in it is built anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from siaga import __version__
from siaga.cli import demo
from siaga.cli.conventions import Output
from siaga.cli.errors import OperationProblem


def built(home: Path, **ready: object) -> Path:
    home.mkdir()
    (home / demo._MARK).write_text("")
    (home / demo._READY).write_text(json.dumps({"accounts": [], **ready}))
    return home


def test_a_desk_of_this_edition_is_taken_as_it_is(tmp_path: Path) -> None:
    home = built(tmp_path / "demo", edition=demo._edition())
    assert demo._what_is_there(home, reset=False) is not None
    assert demo._what_is_there(home, reset=True) is None


@pytest.mark.parametrize("ready", [{}, {"version": __version__}, {"edition": f"{__version__}+0"}])
def test_a_desk_without_the_newest_migrations_is_built_anew(tmp_path: Path, ready: dict[str, str]) -> None:
    assert demo._what_is_there(built(tmp_path / "demo", **ready), reset=False) is None


def test_a_build_that_broke_off_is_begun_anew_and_a_strange_folder_left_alone(tmp_path: Path) -> None:
    home = built(tmp_path / "demo")
    (home / demo._READY).unlink()
    assert demo._what_is_there(home, reset=False) is None
    (home / demo._MARK).unlink()
    (home / "surat.txt").write_text("milik orang")
    with pytest.raises(OperationProblem, match="bukan Desk contoh"):
        demo._what_is_there(home, reset=True)


def test_what_is_made_is_for_the_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class BrokeOff(Exception):
        pass

    def break_off() -> None:
        raise BrokeOff

    monkeypatch.setattr(demo, "prepare", break_off)
    home, mask = tmp_path / "rumah" / "demo", os.umask(0o022)
    try:
        with pytest.raises(BrokeOff):
            demo._build(Output(as_json=True), home)
    finally:
        os.umask(mask)
    assert [path.stat().st_mode & 0o777 for path in (home.parent, home, home / demo._MARK)] == [0o700, 0o700, 0o600]
