"""The words of click itself (usage, options, what is missing) in Indonesian.

click takes its words from the standard library's gettext, by names bound in each of its modules. Those names are
replaced here; a word that is not in the table stays as click says it.
"""

from __future__ import annotations

import os
from importlib import import_module

ENGLISH = "en"
_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")

WORDS: dict[str, str] = {
    "Usage:": "Pemakaian:",
    "Options": "Opsi",
    "[OPTIONS]": "[OPSI]",
    "COMMAND [ARGS]...": "PERINTAH [ARGUMEN]...",
    "Commands": "Perintah",
    "Positional arguments": "Argumen",
    "Aborted!": "Dibatalkan.",
    "Error: {message}": "Keliru: {message}",
    "Error: The two entered values do not match.": "Keliru: kedua isian tidak sama.",
    "Error: invalid input": "Keliru: isian tidak dapat dibaca",
    "Try '{command} {option}' for help.": "Lihat bantuan dengan '{command} {option}'.",
    "Show this message and exit.": "Tampilkan bantuan ini, lalu selesai.",
    "Show the version and exit.": "Tampilkan versi, lalu selesai.",
    "%(prog)s, version %(version)s": "%(prog)s, versi %(version)s",
    "Do you want to continue?": "Lanjutkan?",
    "Confirm the action without prompting.": "Setujui tanpa ditanya.",
    "Repeat for confirmation": "Ulangi untuk memastikan",
    "Press any key to continue...": "Tekan sembarang tombol untuk melanjutkan…",
    "Missing command.": "Perintahnya belum disebut.",
    "Missing argument": "Argumen belum diisi",
    "Missing option": "Opsi belum diisi",
    "Missing parameter": "Isian belum ada",
    "Missing parameter: {param_name}": "Isian belum ada: {param_name}",
    "Missing {param_type}": "Belum diisi: {param_type}",
    "No such option {name!r}.": "Opsi {name!r} tidak ada.",
    "No such command {name!r}.": "Perintah {name!r} tidak ada.",
    "Did you mean {possibility}?": "Mungkin maksudnya {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Mungkin salah satu dari: {possibilities}?)",
    "Got unexpected extra argument ({args})": "Argumen ini berlebih: {args}",
    "Got unexpected extra arguments ({args})": "Argumen ini berlebih: {args}",
    "Invalid value: {message}": "Isian keliru: {message}",
    "Invalid value for {param_hint}: {message}": "Isian {param_hint} keliru: {message}",
    "Could not open file {filename!r}: {message}": "Berkas {filename!r} tidak dapat dibuka: {message}",
    "unknown error": "sebab tidak diketahui",
    "Option {name!r} does not take a value.": "Opsi {name!r} tidak memakai nilai.",
    "Option {name!r} requires an argument.": "Opsi {name!r} memerlukan nilai.",
    "Option {name!r} requires {nargs} arguments.": "Opsi {name!r} memerlukan {nargs} nilai.",
    "Argument {name!r} takes {nargs} values.": "Argumen {name!r} memerlukan {nargs} nilai.",
    "Takes {nargs} values but 1 was given.": "Memerlukan {nargs} nilai, tetapi hanya 1 yang ada.",
    "Takes {nargs} values but {len} were given.": "Memerlukan {nargs} nilai, tetapi {len} yang ada.",
    "default: {default}": "bawaan: {default}",
    "env var: {var}": "variabel lingkungan: {var}",
    "required": "wajib",
    "(dynamic)": "(menurut keadaan)",
    "Choose from:\n\t{choices}": "Pilih dari:\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} bukan {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} bukan salah satu dari {choices}.",
    "{value!r} does not match the format {format}.": "{value!r} tidak berbentuk {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} tidak berbentuk salah satu dari {formats}.",
    "{value!r} is not a valid {number_type}.": "{value!r} bukan {number_type} yang benar.",
    "{value} is not in the range {range}.": "{value} di luar batas {range}.",
    "file": "berkas",
    "directory": "folder",
    "path": "alamat berkas",
    "{name} {filename!r} does not exist.": "{name} {filename!r} tidak ada.",
    "{name} {filename!r} is a file.": "{name} {filename!r} adalah berkas, bukan folder.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} adalah folder, bukan berkas.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} tidak dapat dibaca.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} tidak dapat ditulisi.",
}


def language() -> str:
    """The language of the command line: ``id``, or ``en`` where ``SIAGA_LANGUAGE`` asks for it."""
    return ENGLISH if os.environ.get("SIAGA_LANGUAGE", "").strip().lower().startswith(ENGLISH) else "id"


def translated(message: str) -> str:
    """One of click's words in the language of the command line."""
    return message if language() == ENGLISH else WORDS.get(message, message)


def _plural(singular: str, plural: str, count: int) -> str:
    return translated(singular if count == 1 else plural)


def speak() -> None:
    """Let click speak the language of the command line from here on."""
    for name in _MODULES:
        module = import_module(f"click.{name}")
        for bound, ours in (("_", translated), ("ngettext", _plural)):
            if hasattr(module, bound):
                setattr(module, bound, ours)
