"""WSGI entry point of the production server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.settings")
application = get_wsgi_application()

# What is loaded once and lives as long as the process is set aside, addresses and their pages included: else every
# hundred requests one waits for the collector to walk through all of it.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
