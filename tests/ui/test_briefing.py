"""The page Briefing: the preview is the picture itself, and four files can be taken along."""

from dashboard.model import Indicator
from dashboard.wording import name_word

KILLED = {"place": "Mali", "indicator": name_word(Indicator.KILLED)}


def test_the_picture_and_its_files_are_offered(run, fill, readings_of):
    """One picture with a text alternative, and PNG, SVG, PDF and data to download."""
    fill(readings_of["conflicting"])
    app = run("briefing", **KILLED)
    assert not app.exception
    assert len(app.get("image")) == 1
    assert [button.proto.label for button in app.get("download_button")] == ["PNG", "SVG", "PDF", "Data (CSV)"]


def test_a_series_can_be_chosen_where_there_is_one(run, fill, readings_of):
    """With figures of many years, the chart over the years is on offer; with one, it is not."""
    fill(readings_of["many"])
    app = run("briefing", **KILLED)
    chart = next(control for control in app.radio if control.label == "Chart")
    assert chart.options == ["Figures side by side", "Over the years"]
