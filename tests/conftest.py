"""What every test shares."""

import os

from hypothesis import settings

# Machines are noisy, so no example has a deadline; on CI the same examples are tried every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
