"""Every page passes axe (WCAG 2.2 AA and best practice), save for named faults of Streamlit itself."""

from pathlib import Path

import pytest

AXE = Path(__file__).parent / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS_OF_STREAMLIT: dict[str, str] = {}


@pytest.mark.parametrize("path", ["/", "/add", "/briefing", "/method"])
def test_axe_finds_nothing_new(visit, path):
    """No rule is broken but those on the list, each of which says why it is there."""
    visit.open(path)
    visit.page.add_script_tag(path=str(AXE))
    result = visit.page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
    broken = {
        violation["id"]: [node["html"][:200] for node in violation["nodes"]]
        for violation in result["violations"]
        if violation["id"] not in FAULTS_OF_STREAMLIT
    }
    assert broken == {}
