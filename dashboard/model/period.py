"""A span of days, with how finely it is known and where it was read."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dashboard.model.vocabulary import PeriodBasis, PeriodPrecision


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both inclusive; ``None`` is an open or unknown side.

    Raises:
        ValueError: the period ends before it starts.

    Example:
        >>> Period(date(2019, 1, 1), date(2019, 12, 31), PeriodPrecision.YEAR).isoformat()
        '2019'
        >>> Period().isoformat() is None
        True
    """

    start: date | None = None
    end: date | None = None
    precision: PeriodPrecision = PeriodPrecision.UNKNOWN
    basis: PeriodBasis = PeriodBasis.UNKNOWN

    def __post_init__(self) -> None:
        """Refuse a period that runs backwards."""
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"a period must not end ({self.end}) before it starts ({self.start})")

    @classmethod
    def of_year(cls, year: int, basis: PeriodBasis = PeriodBasis.STATED) -> "Period":
        """Return the whole calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), PeriodPrecision.YEAR, basis)

    @classmethod
    def of_month(cls, year: int, month: int, basis: PeriodBasis = PeriodBasis.STATED) -> "Period":
        """Return the whole calendar month."""
        last = monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), PeriodPrecision.MONTH, basis)

    @classmethod
    def of_day(cls, day: date, basis: PeriodBasis = PeriodBasis.STATED) -> "Period":
        """Return a single day."""
        return cls(day, day, PeriodPrecision.DAY, basis)

    @classmethod
    def fromisoformat(cls, text: str, basis: PeriodBasis = PeriodBasis.STATED) -> "Period":
        """Read a date of reduced precision: a year, a month or a day.

        Raises:
            ValueError: the text is none of ``2020``, ``2020-01``, ``2020-01-15``.

        Source: ISO 8601-1:2019, 5.2.2, representations with reduced precision.

        Example:
            >>> Period.fromisoformat("2020-02").end
            datetime.date(2020, 2, 29)
            >>> Period.fromisoformat("soon")
            Traceback (most recent call last):
            ...
            ValueError: not a year, a month or a day in the form 2020-01-15: 'soon'
        """
        parts = text.strip().split("-")
        if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(map(str.isdecimal, parts)):
            raise ValueError(f"not a year, a month or a day in the form 2020-01-15: {text!r}")
        year, month, day = [int(part) for part in parts] + [0] * (3 - len(parts))
        try:
            if day:
                return cls.of_day(date(year, month, day), basis)
            return cls.of_month(year, month, basis) if month else cls.of_year(year, basis)
        except ValueError as error:
            raise ValueError(f"no such date: {text!r} ({error})") from None

    def isoformat(self) -> str | None:
        """Return the start in reduced precision, ``None`` if it is unknown.

        Example:
            >>> Period.fromisoformat("2020-02").isoformat()
            '2020-02'
        """
        if self.start is None:
            return None
        lengths = {PeriodPrecision.YEAR: 4, PeriodPrecision.MONTH: 7}
        return self.start.isoformat()[: lengths.get(self.precision, 10)]
