"""Who is at work: the name that stands beside every import, undo and review.

Who is signed in goes before the name that is set on the computer. A name is a courtesy to
colleagues, not a proof; it must not decide what anybody may do.
"""

import os

PERSON = "HUMDASH_USER"
LONGEST_NAME = 100


def name_person(signed_in: str | None = None) -> str | None:
    """Return the name of the person at work, ``None`` if nobody has said it.

    ``signed_in`` is the name of the person who is signed in to the app.

    Example:
        >>> name_person("  Field desk ")
        'Field desk'
    """
    return _tidy(signed_in) or _tidy(os.environ.get(PERSON))


def _tidy(name: str | None) -> str | None:
    """Return a name on one line, without signs that cannot be seen, ``None`` if nothing is left."""
    line = " ".join((name or "").split())
    return "".join(sign for sign in line if sign.isprintable())[:LONGEST_NAME].strip() or None
