"""With nothing in the store, each page says so and offers a way to begin."""

import pytest


@pytest.mark.parametrize("view", ["figures", "briefing", "method"])
def test_an_empty_store_offers_three_doors(run, view):
    """A page without figures says that this is not zero, and where to begin."""
    app = run(view)
    assert not app.exception
    assert "No figures yet" in [heading.value for heading in app.header]
    assert any("does not mean that nobody was affected" in text.value for text in app.markdown)
    assert len(app.get("page_link")) == 3
