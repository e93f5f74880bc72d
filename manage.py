#!/usr/bin/env python
"""Django's own commands, for development (``makemigrations``, ``check --deploy``)."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.settings")
execute_from_command_line(sys.argv)
