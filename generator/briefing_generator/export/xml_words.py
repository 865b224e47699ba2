"""Words as XML can hold them: no file opens in which a sign stands that XML has no place for."""

from __future__ import annotations

import re

_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(words: str) -> str:
    """Returns words in which each sign that XML refuses is a replacement character, so that every place stays.

    >>> allowed("a\\x00b")
    'a\ufffdb'
    """
    return _REFUSED.sub("\ufffd", words)
