"""The ``siaga`` command: one module per group of subcommands, each a thin face of an action or query."""

from __future__ import annotations


def main() -> None:
    """Entry point of the console script."""
    from siaga.cli.root import cli  # after argument-free start-up: settings are read from the environment

    cli()
