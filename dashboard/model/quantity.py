"""A number as a text gives it: a best value, bounds, and the hedge in front of it."""

from dataclasses import dataclass
from math import inf

from dashboard.model.vocabulary import Quantifier


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with what the text says about its certainty.

    ``None`` for a bound means that the text leaves this side open; ``None`` for ``value``
    means that no single number was given ("between 12 and 15", "dozens").

    Raises:
        ValueError: a part is negative or not finite, the bounds are the wrong way
            round, or all three parts are missing.

    Example:
        >>> Quantity(12, low=12, quantifier=Quantifier.AT_LEAST, text="at least 12").high is None
        True
        >>> Quantity(None, 24, 99, Quantifier.VAGUE, "dozens").value is None
        True
        >>> Quantity(None)
        Traceback (most recent call last):
        ...
        ValueError: a quantity needs a value or a bound
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    quantifier: Quantifier = Quantifier.UNSPECIFIED
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be a count."""
        low, value, high = self.low, self.value, self.high
        least = 0.0
        for part in (low, value, high):  # a loop without copies: a table makes a million of these
            if part is None:
                continue
            if not 0 <= part < inf:
                raise ValueError(f"a count is finite and not negative: {part}")
            if part < least:
                raise ValueError(f"low, value and high must not fall: {[low, value, high]}")
            least = part
        if low is None and value is None and high is None:
            raise ValueError("a quantity needs a value or a bound")
