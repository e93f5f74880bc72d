"""The ``siaga`` command: one module per group of subcommands, each a thin face of an action or query."""

from __future__ import annotations


def main() -> None:
    """Entry point of the console script."""
    from siaga.cli.root import cli  # kept out of the package's import: a subcommand may first set the environment

    cli(prog_name="siaga")
