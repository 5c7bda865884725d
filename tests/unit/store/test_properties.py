"""What must hold for any series of imports and undos."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.model import StoreError
from dashboard.store import open_store

SLOW_DISK = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])

IMPORTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3), min_size=1)
STEPS = st.lists(st.one_of(IMPORTS, st.integers(1, 6)), max_size=7)


def run(steps, store, save, make_figure, now, first=0):
    """Play imports (figure → value, each in a document of its own) and undos (a batch number)."""
    for number, step in enumerate(steps, start=first):
        if isinstance(step, int):
            try:
                store.withdraw(step, now=now)
            except StoreError:
                continue
        else:
            save(store, [make_figure(key, value, f"d{number}") for key, value in step.items()], f"file {number}")


def expected_values(steps):
    """Return what the standing imports say, the last one first; the plainest model of the store."""
    batches = []
    for step in steps:
        if not isinstance(step, int):
            batches.append(step)
        elif step <= len(batches) and isinstance(batches[step - 1], dict):
            batches[step - 1] = None
            batches.append("undo")
    says = {}
    for batch in batches:
        if isinstance(batch, dict):
            says |= batch
    return says


@SLOW_DISK
@given(steps=STEPS)
def test_store_says_what_its_standing_imports_say(steps, new_address, save, make_figure, now):
    """After any imports and undos, each figure has the value of the last import that stands."""
    store = open_store(new_address())
    run(steps, store, save, make_figure, now)
    frame = store.figures()
    assert expected_values(steps) == dict(zip(frame["figure_id"], frame["value"], strict=True))
    assert set(frame["document_id"]) <= set(store.documents()["document_id"])


@SLOW_DISK
@given(steps=STEPS)
def test_rebuilt_equals_incremental(steps, new_address, save, make_figure, now):
    """The derived table can be thrown away: made anew from the history it is the same."""
    store = open_store(new_address())
    run(steps, store, save, make_figure, now)
    kept = store.figures()
    store.rebuild_current()
    assert kept.equals(store.figures())
    assert kept.equals(store.figures(as_of=99))


@SLOW_DISK
@given(steps=STEPS)
def test_as_of_is_what_was_seen(steps, new_address, save, make_figure, now):
    """The table as of each batch is, for ever, the table that was shown right after it."""
    store = open_store(new_address())
    seen = {0: store.figures()}
    for number, step in enumerate(steps):
        run([step], store, save, make_figure, now, first=number)
        seen[len(store.batches())] = store.figures()
    for as_of, figures in seen.items():
        assert figures.equals(store.figures(as_of))


@SLOW_DISK
@given(said=IMPORTS, data=st.data())
def test_order_and_duplicates_do_not_matter(said, new_address, data, save, make_figure):
    """A batch with its figures shuffled and some of them twice stores the same figures."""
    figures = [make_figure(key, value) for key, value in said.items()]
    shuffled = data.draw(st.permutations(figures + data.draw(st.lists(st.sampled_from(figures)))))
    plain, mixed = open_store(new_address()), open_store(new_address())
    first, second = save(plain, figures), save(mixed, shuffled)
    in_order = [store.figures().sort_values("figure_id", ignore_index=True) for store in (plain, mixed)]
    assert in_order[0].equals(in_order[1])
    assert first == second


@SLOW_DISK
@given(said=IMPORTS)
def test_import_and_undo_is_nothing(said, new_address, save, make_figure, now):
    """Adding a file and undoing it leaves the table as it was."""
    store = open_store(new_address())
    save(store, [make_figure("a", 1), make_figure("b", 2)])
    before = store.figures()
    batch = save(store, [make_figure(key, value, "d9") for key, value in said.items()], "b.csv")
    store.withdraw(batch.batch_id, now=now)
    assert before.equals(store.figures())


def test_the_model_of_the_test_is_not_empty():
    """The plain model that the store is held against does undo and does overwrite."""
    assert expected_values([{"a": 1}, {"a": 2, "b": 3}, 2]) == {"a": 1}
    with pytest.raises(KeyError):
        expected_values([{"a": 1}, 1])["a"]
