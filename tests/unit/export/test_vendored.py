"""Files made by others are what their provenance says they are."""

import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

import dashboard

PACKAGE = Path(dashboard.__file__).parent


@pytest.mark.parametrize("folder", ["export/fonts", "charts/outlines"])
def test_every_file_is_the_one_that_was_taken_in(folder: str) -> None:
    """Each vendored file stands in the provenance with its checksum, and none beside it."""
    files = {path.name: path.read_bytes() for path in (PACKAGE / folder).iterdir()}
    provenance = tomllib.loads(files.pop("provenance.toml").decode())

    assert provenance["sha256"] == {name: sha256(content).hexdigest() for name, content in files.items()}


@pytest.mark.parametrize("folder", ["export/fonts", "charts/outlines"])
def test_every_folder_says_where_it_comes_from(folder: str) -> None:
    """Producer, package, licence and day are given, and a licence text lies beside the files."""
    provenance = tomllib.loads((PACKAGE / folder / "provenance.toml").read_text(encoding="utf-8"))
    licences = [name for name in provenance["sha256"] if name in ("OFL.txt", "LICENSE.txt")]

    assert [key for key in ("producer", "url", "package", "accessed", "licence") if not provenance[key]] == []
    assert len(licences) == 1
