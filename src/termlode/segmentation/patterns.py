"""SRX patterns are ICU or Java regular expressions; this turns them into ones the ``regex`` package reads.

Both dialects agree on most of what SRX files use. Version 1 behaviour of ``regex`` has Java's set
operations (``[a-z&&[^aeiou]]``); what is spelled differently is translated here.
"""

from __future__ import annotations

import re
import sys

LONGEST = 10_000  # characters of a pattern
HEAVIEST = 20_000  # characters that a pattern's repeats may stand for: each is compiled by itself
_TOKEN = re.compile(
    r"\\Q(?P<literal>.*?)(?:\\E|\Z)"
    r"|\\x\{(?P<code>[0-9A-Fa-f]{1,6})\}"
    r"|\\(?P<escape>[hHzZ])"
    r"|\\(?P<property>[pP])\{java(?P<java>\w+)\}"
    r"|\(\?(?P<on>[a-zA-Z]*)(?P<off>-[a-zA-Z]+)?(?P<end>[:)])"
    r"|\\.|[^\\(]+|.",
    re.DOTALL,
)
_BLANKS = r"\t\u0020\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000"
_ESCAPES = {"h": f"[{_BLANKS}]", "H": f"[^{_BLANKS}]", "z": r"\Z", "Z": r"(?=\n?\Z)"}
_JAVA = {
    "LowerCase": "Ll", "UpperCase": "Lu", "TitleCase": "Lt", "Digit": "Nd", "Letter": "L",
    "LetterOrDigit": "Alnum", "Alphabetic": "Alphabetic", "Whitespace": "White_Space", "SpaceChar": "Z",
    "Ideographic": "Ideographic",
}  # fmt: skip
_FLAGS = frozenset("imsx")  # Java's d, u and U (Unix lines, Unicode case and classes) are how Python works anyway


def translate(pattern: str) -> str:
    """``pattern`` for ``regex.compile(…, regex.V1)``; what both dialects share comes back unchanged.

    Raises ValueError for a character that is none.
    """
    return "".join(_token(match) for match in _TOKEN.finditer(pattern))


def _token(match: re.Match[str]) -> str:
    if (literal := match["literal"]) is not None:
        return re.escape(literal)
    if (code := match["code"]) is not None:
        if int(code, 16) > sys.maxunicode:
            raise ValueError(f"\\x{{{code}}} is not a character")
        return re.escape(chr(int(code, 16)))
    if (escape := match["escape"]) is not None:
        return _ESCAPES[escape]
    if (java := match["java"]) is not None:
        return rf"\{match['property']}{{{_JAVA.get(java, java)}}}"
    if match["end"] is not None:
        return _flags(match)
    return match[0]


def _flags(match: re.Match[str]) -> str:
    on = "".join(flag for flag in match["on"] if flag in _FLAGS)
    off = "".join(flag for flag in match["off"] or "" if flag in _FLAGS)
    if on or off:
        return f"(?{on}{'-' + off if off else ''}{match['end']}"
    return "(?:" if match["end"] == ":" else ""


def must_be_small(pattern: str) -> None:
    """Raises ValueError for a pattern that would take seconds or gigabytes to compile."""
    if len(pattern) > LONGEST or weight(pattern) > HEAVIEST:
        raise ValueError("it is too long, or repeats too much")


_PART = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]?|\((?:\?(?:[:=!>|]|<[=!]|[a-zA-Z-]*:))?|\)|\{(\d+)?(?:,(\d*))?\}|.", re.DOTALL
)


def weight(pattern: str) -> int:
    """How many characters a pattern stands for when its counted repeats are written out: ``(?:ab{3}){2}`` is 8."""
    levels, last = [0], [0]  # the weight of each open group so far, and of the last thing in it
    for match in _PART.finditer(pattern):
        part = match[0]
        if part.startswith("("):
            levels.append(0)
            last.append(0)
        elif part == ")" and len(levels) > 1:
            inner = levels.pop()
            last.pop()
            levels[-1] += inner
            last[-1] = inner
        elif match[1] is not None or match[2] is not None:
            times = max(int(number[:9]) for number in (match[1], match[2]) if number)
            levels[-1] += last[-1] * max(times - 1, 0)
            last[-1] *= times
        else:
            levels[-1] += 1
            last[-1] = 1
    return sum(levels)
