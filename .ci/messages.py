"""Gather the texts of the pages into ``siaga/locale``, or check that every one of them is translated.

``gather`` rewrites the English catalogue from the source. ``check`` gathers into a copy and names every text that has
no English, is marked fuzzy, or is no longer used. Needs GNU gettext.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[a-z]|%[sd]|\{[a-z_0-9]*\}", re.IGNORECASE)


def gather(package: Path) -> None:
    """Run Django's makemessages inside ``package``; without line numbers, so that a moved line is no change."""
    environment = {**os.environ, "SIAGA_MODE": "test", "SIAGA_HOME": tempfile.mkdtemp(prefix="siaga-messages-")}
    # As an absolute path: the copy has no manage.py beside it.
    environment["PYTHONPATH"] = str(package.parent)
    command = "makemessages --settings=siaga.settings --locale=en --no-obsolete --no-wrap --add-location=file"
    subprocess.run(
        [sys.executable, "-m", "django", *command.split(), "--verbosity=0", "--ignore=static/*"],
        cwd=package,
        env=environment,
        check=True,
    )
    path = package / CATALOGUE
    gathered = catalogue(path)
    for message in gathered:
        # A text that merely resembles another one has no translation yet.
        if message.id and message.fuzzy:
            message.flags.discard("fuzzy")
            message.string = ("", "") if message.pluralizable else ""
    gathered.fuzzy = False
    gathered.header_comment = "# The texts of Siaga in English. The source is Indonesian; gathered by `make messages`."
    gathered.project, gathered.version = "Siaga", "0.1"
    gathered.msgid_bugs_address = gathered.last_translator = gathered.language_team = ""
    with path.open("wb") as file:
        write_po(file, gathered, width=0, sort_output=True)
    # The date of gathering would make every run a change.
    path.write_text(re.sub(r'"(POT-Creation|PO-Revision)-Date:.*\\n"\n', "", path.read_text()))


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


def texts(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def fault(message: Message) -> str:
    """What is wrong with one translated text; empty when nothing is."""
    strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    if not all(strings):
        return "no English"
    if message.fuzzy:
        return "fuzzy"
    wanted = set(PLACEHOLDER.findall(texts(message)[-1]))
    if any(set(PLACEHOLDER.findall(string)) - wanted for string in strings):
        return "a placeholder that the source does not have"
    if wanted - set(PLACEHOLDER.findall(strings[-1])):
        return "a placeholder is missing"
    return ""


def check() -> int:
    """Print every fault; the number of them."""
    kept = catalogue(ROOT / "siaga" / CATALOGUE)
    with tempfile.TemporaryDirectory(prefix="siaga-messages-") as folder:
        copy = Path(folder) / "siaga"
        shutil.copytree(ROOT / "siaga", copy, ignore=shutil.ignore_patterns("built", "__pycache__", "*.mo"))
        gather(copy)
        fresh = catalogue(copy / CATALOGUE)
    faults = [(text, reason) for text in fresh if text.id and (reason := fault(text))]
    known = {(message.context, texts(message)) for message in fresh}
    unused = [message for message in kept if message.id and (message.context, texts(message)) not in known]
    for message, reason in faults:
        print(f"{reason}: {texts(message)[0]!r} ({', '.join(str(place[0]) for place in message.locations[:2])})")
    for message in unused:
        print(f"no longer used: {texts(message)[0]!r}")
    total = len(fresh)
    print(f"translations: {total - len(faults)} of {total} texts in English, {len(unused)} no longer used")
    return len(faults) + len(unused)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["gather"]:
            gather(ROOT / "siaga")
        case ["check"]:
            sys.exit(1 if check() else 0)
        case _:
            sys.exit("usage: python .ci/messages.py gather|check")
