"""Where the files that ship with the package lie: ``data/`` and ``seeds/``.

In a checkout they stand beside ``dashboard/``; in an installed wheel, inside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOT = _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parent

DATA = _ROOT / "data"
SEEDS = _ROOT / "seeds"
