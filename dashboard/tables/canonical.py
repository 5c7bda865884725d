"""The layout of our own: a CSV file whose headers are the names of the figures table.

It is what a person fills in by hand and what ``data/figures`` holds, so it asks for little
and guesses nothing. The columns may stand in any order; capitals and blanks in a header
do not matter; a column that is not named here is left unread, and the reading says so.

Required
    ``indicator``       a word of ``Indicator`` (``idps``, ``killed`` …)
    at least one of ``value``, ``value_low``, ``value_high``: digits, with a point before decimals

Optional, with what an empty cell means
    ``measure``, ``unit``, ``cause``            the default of the indicator; else cause ``unknown``
    ``quantifier``      by the numbers: only a low bound ``at_least``, only a high bound ``at_most``, two bounds without a
                        value ``between``, a value with other bounds ``approximately``, a bare value ``exact`` (with
                        bounds equal to it), or ``unspecified`` if it is a round multiple of ten
    ``value_text``      the number as it stands in the cell
    ``population_group`` ``all``;  ``certainty`` ``reported``
    ``location_code``   ISO 3166-1 alpha-3, where the people are;  ``origin_code`` the same, where they came from
    ``location_name``   the name that belongs to the code
    ``admin1_code``     ISO 3166-2;  ``admin1_name``, ``place_text`` any text
    ``reference_period_start``, ``reference_period_end``
                        ``2019``, ``2019-03`` or ``2019-03-31``; one of them alone is the whole year, month or day
    ``period_precision`` by the length of the period;  ``period_basis`` ``stated`` if there is a date, else ``unknown``
    ``reporter``        who says it; empty is not known
    ``figure_id``       a label of the row, unique in the file, for ``part_of``, ``supersedes`` and ``same_as`` of other
                        rows to point to; the identifier in the store is made from what the row is about

The sidecar ``<name>.meta.toml`` beside ``<name>.csv`` says where the table comes from:
``title`` and ``sha256`` (of the bytes of the CSV, in hexadecimal) are required;
``publisher``, ``authors``, ``published`` (``2020``, ``2020-01`` or ``2020-01-15``), ``accessed`` (a day), ``url``,
``licence``, ``language`` and ``note`` (for the reader of the file) are optional; values are strings.

This module must not know how a file is opened or what becomes of the figures.
"""
