"""What the columns of a table mean is remembered by the fingerprint of its header."""


def test_a_mapping_comes_back_by_its_fingerprint(store, now):
    """What was remembered for one header is found for that header only."""
    store.remember_mapping("a", '{"layout": "wide"}', now=now, author="desk officer")
    assert (store.find_mapping("a"), store.find_mapping("b")) == ('{"layout": "wide"}', None)


def test_the_last_mapping_stands(store, now):
    """A mapping that is mended takes the place of the earlier one."""
    store.remember_mapping("a", "first", now=now)
    store.remember_mapping("a", "second", now=now)
    store.remember_mapping("a", "second", now=now)
    assert store.find_mapping("a") == "second"


def test_remembering_is_no_change_of_the_figures(store, now):
    """Whoever keeps a frame need not read it again because of a mapping."""
    version = store.data_version()
    store.remember_mapping("a", "first", now=now)
    assert (store.data_version(), store.batches()) == (version, [])
