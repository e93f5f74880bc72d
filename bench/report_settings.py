"""The product's settings with two more addresses, for the bench alone: an empty view, and one that runs raw SQL."""

from siaga.settings import *  # noqa: F403

ROOT_URLCONF = "bench.report_urls"
