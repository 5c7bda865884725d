"""Files that do not come out as they should yet: label → what is wrong, for the reader."""

KNOWN_FAULTS: dict[str, str] = {}
