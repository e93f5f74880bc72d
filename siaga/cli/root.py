from __future__ import annotations

import click


@click.group()
def cli() -> None:
    """Siaga: meja kerja Desk Pemilu dan Desk Pilkada."""
