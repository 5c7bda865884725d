"""From a pasted article to the dashboard's table and back out again."""

from datetime import UTC, datetime

from dashboard.export.data import render_csv
from dashboard.frames import figures_frame, read_rows
from dashboard.loader import load_default
from dashboard.services.add import confirm, preview_text
from dashboard.services.history import undo
from dashboard.services.start import open_dashboard
from dashboard.tables import read_table

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
ARTICLE = """Two attacks in one week

Gunmen killed at least 23 people in Mopti, Mali, on 4 March 2021, the government said.
About 1,500 people fled to Bandiagara, according to the Red Cross.
"""


def test_an_article_joins_the_default_content_and_leaves_it_again(new_address):
    """Figures of an added article stand beside the default ones, each with its sentence; an undo takes them away."""
    store = open_dashboard(NOW, url=new_address())
    before, version = store.figures(), store.data_version()

    draft = preview_text(ARTICLE, store=store, published="2021-03-05")
    batch = confirm(store, draft, now=NOW)
    after = store.figures()
    added = after[~after["figure_id"].isin(before["figure_id"])]
    assert batch.new == len(added) == len(draft.figures)
    killed = added.set_index("indicator").loc["killed"]
    assert (killed["value"], killed["quantifier"], killed["location_code"]) == (23, "at_least", "MLI")
    text = store.document(killed["document_id"]).text
    assert text[killed["quote_start"] : killed["quote_end"]] == killed["quote"]
    assert store.data_version() > version

    undo(store, batch.batch_id, now=NOW)
    assert before.equals(store.figures())
    assert after.equals(store.figures(as_of=batch.batch_id))


def test_an_exported_table_can_be_read_back():
    """The CSV that goes out comes in again without a problem, each figure with the same number, place and time."""
    tables = load_default()
    reading = read_table(render_csv(*tables), "export.csv")
    kept = [
        "indicator", "measure", "unit", "value", "value_low", "value_high", "quantifier", "population_group", "cause",
        "location_code", "location_name", "origin_code", "admin1_code", "admin1_name", "place_text",
        "reference_period_start", "reference_period_end", "period_precision", "period_basis", "reporter", "certainty",
    ]  # fmt: skip
    sent, back = (read_rows(frame[kept]) for frame in (tables.figures, figures_frame(reading.figures)))
    assert reading.problems == []
    assert sorted(map(repr, sent)) == sorted(map(repr, back))
