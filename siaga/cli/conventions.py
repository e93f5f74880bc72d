"""What every subcommand shares: ``--json``, errors with a remedy on standard error, progress on a terminal only.

@command(example="siaga ledger verify")
@click.option("--chain", help="Hanya rantai ini.")
def verify(out: Output, chain: str) -> None:
    \"\"\"Memeriksa rantai buku besar.\"\"\"
    report = verify_chains(...)
    out.say("Semua rantai utuh.")              # for people; silent under --json
    out.result({"ok": True, "entries": 12})    # the one object under --json
"""

from __future__ import annotations

import errno
import functools
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siaga.access import Problem
from siaga.cli.click_words import translated

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


_ANSWERS = {"ya": True, "y": True, "yes": True, "tidak": False, "t": False, "n": False, "no": False}


class Output:
    """Where a command speaks: sentences for people, or one JSON object for machines."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self._result: dict[str, Any] = {}
        self._closed = False

    def say(self, text: str = "") -> None:
        """A line for people on standard output; silent under ``--json``."""
        if not self.as_json:
            click.echo(text)

    def warn(self, text: str) -> None:
        """A line on standard error, also under ``--json``."""
        click.echo(text, err=True)

    @property
    def may_ask(self) -> bool:
        """Whether somebody sits there who can be asked."""
        return not self.as_json and _asked_at_terminal()

    def asks(self, question: str) -> bool:
        """Yes or no; who only presses Enter says no."""
        while True:
            said = click.prompt(f"{question} (ya/tidak)", default="tidak").strip().lower()
            if said in _ANSWERS:
                return _ANSWERS[said]
            click.echo("Jawab ya atau tidak.")

    def result(self, values: Mapping[str, Any] | DataclassInstance) -> None:
        """The result object; printed once, at the end, under ``--json``."""
        self._result = dict(values) if isinstance(values, Mapping) else asdict(values)

    def fail(self, text: str = "") -> None:
        """End with exit status 1 after the result is printed; ``text`` goes to standard error."""
        if text:
            self.warn(text)
        self.close()
        raise click.exceptions.Exit(1)

    def close(self) -> None:
        """Print the result object under ``--json``, once."""
        if self.as_json and not self._closed:
            self._closed = True
            click.echo(json.dumps(self._result, ensure_ascii=False, default=_plain, indent=2 if _terminal() else None))
            sys.stdout.flush()

    @contextmanager
    def progress(self, label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Shows how far long work is, on a terminal only: call the yielded function with the count so far."""
        shown = sys.stderr.isatty() and not self.as_json
        last = 0.0

        def at(done: int) -> None:
            nonlocal last
            if shown and time.monotonic() - last > 0.1:
                last = time.monotonic()
                amount = f"{done:,}".replace(",", ".") + (f" dari {total:,}".replace(",", ".") if total else "")
                click.echo(f"\r\033[K{label}: {amount}", nl=False, err=True)

        try:
            yield at
        finally:
            if shown:
                click.echo("\r\033[K", nl=False, err=True)


def command(*, example: str, name: str | None = None) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function a subcommand. Its first argument is the ``Output``; a ``Problem`` ends it with exit status 1."""

    def wrap(function: Callable[..., None]) -> click.Command:
        @functools.wraps(function)
        def inner(*args: Any, as_json: bool, **kwargs: Any) -> None:
            out = Output(as_json)
            try:
                function(out, *args, **kwargs)
            except Problem as problem:
                _refuse(out, problem.code, problem.message, problem.remedy)
            except click.UsageError as error:
                _misused(out, error)
                raise
            except BrokenPipeError:
                raise
            except OSError as error:
                _refuse(out, "file", *_about_file(error))
            except _database_errors() as error:
                _refuse(
                    out,
                    "database",
                    f"Basis data tidak menjawab sebagaimana mestinya: {str(error).strip()}.",
                    "Jalankan `siaga doctor`; basis data baru memerlukan `siaga init`, yang lama `siaga upgrade`.",
                )
            out.close()

        option = click.option("--json", "as_json", is_flag=True, help="Hasil sebagai satu objek JSON.")
        metavar = translated("[OPTIONS]")
        return click.command(name=name, cls=_Command, epilog=f"Contoh: {example}", options_metavar=metavar)(
            option(inner)
        )

    return wrap


class _Command(click.Command):
    """A subcommand that tells wrong arguments as an object too, where ``--json`` asks for one."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        out = Output("--json" in args)
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            _misused(out, error)
            raise


class TargetFile(click.Path):
    """A file that the command will write: that its folder takes it is seen before any work is done."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        folder = Path(os.fsdecode(path)).absolute().parent
        if not folder.is_dir():
            self.fail(f"Folder '{folder}' tidak ada. Buat dahulu, atau pilih tempat lain.", param, ctx)
        if not os.access(folder, os.W_OK):
            self.fail(f"Folder '{folder}' tidak dapat ditulisi. Pilih tempat lain.", param, ctx)
        return path


_SAMPLE_TIME = datetime.fromisoformat("2024-11-27T07:00")


class WrittenTime(click.DateTime):
    """A day or a moment in one of these forms; what is wrong is told by example."""

    def __init__(self, *forms: str) -> None:
        super().__init__(forms)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            examples = " atau ".join(_SAMPLE_TIME.strftime(form) for form in self.formats)
            self.fail(f"'{value}' bukan tanggal yang dikenal. Tulis seperti {examples}.", param, ctx)


def group(*, example: str, name: str | None = None) -> Callable[[Callable[..., None]], click.Group]:
    """Make a function a group of subcommands; they join it with ``thegroup.add_command(thecommand)``."""
    return click.group(
        name=name,
        epilog=f"Contoh: {example}",
        options_metavar=translated("[OPTIONS]"),
        subcommand_metavar=translated("COMMAND [ARGS]..."),
    )


def password_from_stdin() -> str:
    """The first line of standard input, for ``--password-stdin``."""
    return sys.stdin.readline().rstrip("\r\n")


def file_argument(name: str = "file", *, exists: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A FILE argument as a ``Path``."""
    return click.argument(name, type=click.Path(exists=exists, dir_okay=False, path_type=Path))


def _misused(out: Output, error: click.UsageError) -> None:
    """The object under ``--json``; the sentence on standard error is click's own."""
    path = error.ctx.command_path if error.ctx else "siaga"
    remedy = f"Lihat bantuan dengan `{path} --help`."
    out.result({"error": {"code": "usage", "message": error.format_message(), "remedy": remedy}})
    out.close()


_FILE_TROUBLE = {
    errno.ENOENT: ("berkas atau foldernya tidak ada", "Periksa letak dan namanya."),
    errno.EACCES: (
        "tidak ada izin",
        "Beri izin kepada pengguna yang menjalankan perintah, atau pilih tempat lain.",
    ),
    errno.EROFS: ("tempat itu hanya dapat dibaca", "Pilih tempat lain."),
    errno.ENOSPC: ("cakram penuh", "Kosongkan ruang, lalu ulangi."),
}


def _about_file(error: OSError) -> tuple[str, str]:
    """What went wrong with a file, and the remedy."""
    where = f" ({error.filename})" if error.filename else ""
    reason, remedy = _FILE_TROUBLE.get(
        error.errno or 0, (error.strerror or str(error), "Periksa berkas, folder, dan cakramnya, lalu ulangi.")
    )
    return f"Berkas tidak dapat diolah{where}: {reason}.", remedy


def _refuse(out: Output, code: str, message: str, remedy: str) -> None:
    out.result({"error": {"code": code, "message": message, "remedy": remedy}})
    out.fail(f"{message} {remedy}".strip())


def _database_errors() -> tuple[type[Exception], ...]:
    from django.db import OperationalError, ProgrammingError  # a command without Django never gets here with one

    return OperationalError, ProgrammingError


def _plain(value: object) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


def _terminal() -> bool:
    return sys.stdout.isatty()


def _asked_at_terminal() -> bool:
    return sys.stdin.isatty()
