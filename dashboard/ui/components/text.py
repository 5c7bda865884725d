"""Foreign text in our own sentences: shown as it is, whatever signs it is made of.

Titles, names and quotes come from articles and uploads and are never trusted. Every piece
of them that enters Markdown passes through ``escape``.
"""

import string

_SIGNS = {ord(sign): f"\\{sign}" for sign in string.punctuation}
_WORD_JOINER = "\u2060"


def escape(text: str) -> str:
    r"""Return text that Markdown shows letter by letter, on one line.

    An address in it does not become a link: an invisible word joiner stands before the
    signs by which Markdown recognises one.

    Source: CommonMark 0.31, 2.4 (backslash escapes of ASCII punctuation).

    Example:
        >>> print(escape("<b>*2*</b>"))
        \<b\>\*2\*\<\/b\>
        >>> escape(" two\n lines ")
        'two lines'
    """
    line = " ".join(text.split())
    for sign in ("://", "@"):
        line = line.replace(sign, _WORD_JOINER + sign)
    return line.replace("www.", f"www{_WORD_JOINER}.").translate(_SIGNS)


def is_web_address(url: str | None) -> bool:
    """Say whether an address may be offered as a link: only http and https.

    Example:
        >>> is_web_address("https://reliefweb.int/report/1"), is_web_address("javascript:alert(1)")
        (True, False)
    """
    return url is not None and url.strip().lower().startswith(("http://", "https://"))
