"""Claims and earlier editions are found on each engine, and only as far as they stand."""

from dataclasses import replace

from dashboard.model import Document, Place
from dashboard.store import Edition


def save_table(store, figures, name, now):
    """Save figures as a table, which has no text."""
    figures = [replace(figure, document_id=name) for figure in figures]
    return store.save(
        figures,
        [Document(name, title=f"Title of {name}")],
        kind="table",
        source_name=name,
        content_sha256=name,
        now=now,
    )


def test_editions_are_the_standing_tables_with_what_they_share(store, make_figure, save, now):
    """Each table tells how many figures it brought and how many of the asked ones; articles and undone ones do not."""
    save_table(store, [make_figure("f1"), make_figure("f2")], "may.csv", now)
    save_table(store, [make_figure("f2", 500), make_figure("f3")], "june.csv", now)
    undone = save_table(store, [make_figure("f9")], "wrong.csv", now)
    store.withdraw(undone.batch_id, now=now)
    save(store, [make_figure("f8")], "article.txt")
    assert store.find_editions(["f2", "f3", "unknown"]) == [
        Edition(1, "may.csv", "table", "may.csv", "Title of may.csv", carried=2, shared=1),
        Edition(2, "june.csv", "table", "june.csv", "Title of june.csv", carried=2, shared=2),
    ]


def test_what_an_edition_carried_counts_while_it_stands(store, make_figure, now):
    """A figure that was withdrawn since is not carried any more."""
    first = save_table(store, [make_figure("f1"), make_figure("f2")], "may.csv", now)
    save_table(store, [make_figure("f2")], "june.csv", now)
    may, _ = store.find_editions([])
    assert store.find_carried(may) == ["f1", "f2"]
    store.withdraw(first.batch_id, now=now)
    assert store.find_carried(may) == ["f2"]


def test_claims_are_those_about_the_subject(store, make_figure, save):
    """Asked for an indicator and a country, the store answers with these figures only, dates and all."""
    save(store, [make_figure("f1", place=Place("MLI", "Mali")), make_figure("f2", place=Place("NER", "Niger"))])
    claims = store.find_claims({"killed"}, ["MLI", "TCD"])
    assert claims["figure_id"].tolist() == ["f1"]
    assert claims["reference_period_end"].astype(str).tolist() == ["2019-12-31"]
    assert store.find_claims({"injured"}, ["MLI"]).empty
