"""In which line of a TOML text each key stands. ``tomllib`` reads the values but forgets the places.

Pure. The text must already have been accepted by ``tomllib``; the scanner relies on that and only follows
brackets, strings and comments.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPACE = " \t"
_BLANK = " \t\r\n"


def key_lines(text: str) -> dict[Path, int]:
    """Line (from 1) of every table, array element and key, by its path such as ``("stages", 3, "ends")``."""
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.lengths: dict[Path, int] = {}

    def run(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip_blank():
            line = self._line()
            if self._looking_at("[["):
                self.at += 2
                table = self._element(self._dotted())
                self.lines[table] = line
                self._skip_line()
            elif self._looking_at("["):
                self.at += 1
                table = self._resolve(self._dotted())
                self.lines.setdefault(table, line)
                self._skip_line()
            else:
                self._assignment(table)
        return self.lines

    def _assignment(self, table: Path) -> None:
        line = self._line()
        path = table
        for part in self._dotted():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._skip(_SPACE)
        self.at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._looking_at("["):
            self._array(path)
        elif self._looking_at("{"):
            self._inline_table(path)
        elif self._looking_at('"') or self._looking_at("'"):
            self._string()
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}#\n":
                self.at += 1

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._skip_blank():
            if self._looking_at("]"):
                self.at += 1
                return
            if self._looking_at(","):
                self.at += 1
                continue
            self.lines[(*path, index)] = self._line()
            self._value((*path, index))
            index += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._skip_blank():
            if self._looking_at("}"):
                self.at += 1
                return
            if self._looking_at(","):
                self.at += 1
                continue
            self._assignment(path)

    def _string(self) -> None:
        quote = self.text[self.at]
        fence = quote * 3 if self._looking_at(quote * 3) else quote
        self.at += len(fence)
        while self.at < len(self.text) and not self._looking_at(fence):
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += len(fence)
        while len(fence) == 3 and self._looking_at(quote):  # a quote just before the closing fence
            self.at += 1

    def _dotted(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            parts.append(self._key())
            self._skip(_SPACE)
            if not self._looking_at("."):
                return parts
            self.at += 1

    def _key(self) -> str:
        if self.text[self.at] in "\"'":
            start = self.at
            self._string()
            return self.text[start + 1 : self.at - 1]
        found = _BARE.match(self.text, self.at)
        if found is None:
            self.at += 1
            return ""
        self.at = found.end()
        return found.group()

    def _resolve(self, parts: list[str]) -> Path:
        """The path of a table header: below an array of tables it means the newest element."""
        path: Path = ()
        for part in parts:
            path = (*path, part)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        return path

    def _element(self, parts: list[str]) -> Path:
        parent = self._resolve(parts[:-1])
        array = (*parent, parts[-1])
        index = self.lengths.get(array, 0)
        self.lengths[array] = index + 1
        self.lines.setdefault(array, self._line())
        return (*array, index)

    def _skip_blank(self) -> bool:
        """Move to the next sign that means something; false at the end of the text."""
        while self.at < len(self.text):
            if self.text[self.at] in _BLANK:
                self.at += 1
            elif self.text[self.at] == "#":
                self._skip_line()
            else:
                return True
        return False

    def _skip_line(self) -> None:
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end

    def _skip(self, signs: str) -> None:
        while self.at < len(self.text) and self.text[self.at] in signs:
            self.at += 1

    def _looking_at(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1
