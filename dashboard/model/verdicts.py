"""What people decided about the figures the extractor found."""

from dataclasses import dataclass

from dashboard.model.vocabulary import Indicator


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many extracted figures of one indicator and language were decided on, by decision.

    ``language`` is an ISO 639-1 code, ``None`` if it is not known. ``together`` of the
    ``accepted`` ones were accepted in one step with others, without a look at each.
    """

    indicator: Indicator
    language: str | None
    accepted: int
    corrected: int
    rejected: int
    together: int = 0

    @property
    def decided(self) -> int:
        """How many figures were decided on."""
        return self.accepted + self.corrected + self.rejected
