"""What the environment may say, and what is said where it cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga import environment


@pytest.mark.parametrize("url", ["mysql://contoh", "siaga.sqlite3", "postgres://siaga:rahasia@host:porta/siaga"])
def test_a_database_that_cannot_be_meant_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(environment.BadEnvironment, match="postgres://") as told:
        environment.database(tmp_path)
    assert "rahasia" not in str(told.value)


def test_without_a_database_it_is_a_file_at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert environment.database(tmp_path)["NAME"] == str(tmp_path / "siaga.sqlite3")


def test_a_home_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    monkeypatch.setenv("SIAGA_HOME", str(tmp_path / "berkas" / "rumah"))
    with pytest.raises(environment.BadEnvironment, match="Atur SIAGA_HOME"):
        environment.home()
