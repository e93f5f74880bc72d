"""Print, as JSON, a real address for every page of the installation that the environment names.

Run in its own process against the sample desk's database: ``python -m tests.walks.paths``.
"""

from __future__ import annotations

import json
import os

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.settings")
    import django

    django.setup()
    from tests.walks.addresses import addresses
    from tests.walks.test_guards import there

    print(json.dumps({address.name: [there(address), address.guard == "public"] for address in addresses()}))
