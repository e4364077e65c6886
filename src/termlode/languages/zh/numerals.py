"""Chinese numerals, and the units behind digits: 一百二十三万, 二〇二三, 175亿, 3亿5000万."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {"两": 2, "兩": 2}
_AFTER = re.compile(r"\s?[余餘多]?((?:[十百万萬亿億]|千(?![克瓦米卡伏帕赫焦])|兆(?![瓦赫字比伏欧帕]))++)(?!分之)")
_FOLLOWING = re.compile(r"(\d+(?:\.\d+)?)([十百千万萬亿億]+)")
_ANY = "[〇零一二三四五六七八九两兩十百千万萬亿億]"
_NUMBER = re.compile(
    f"[〇零一二三四五六七八九两兩十百千]{_ANY}+|[〇零一二三四五六七八九两兩十百千](?=分之|点[〇零一二三四五六七八九]|成|半)|(?<=[负負下])[一二三四五六七八九]"
)
_POINT = re.compile(rf"({_ANY}+)点([〇零一二三四五六七八九]+)([万萬亿億]*)(?![十分刻钟整])")
_TENTHS = re.compile(r"([一二两兩三四五六七八九])成([一二三四五六七八九])?(?=[的以左，。、；）)]|$)")  # 三成五 is 35%
_HALF = re.compile(r"一半(?!径|徑)")
_MINUS = re.compile(r"(?:[负負]|零下)\Z")
# The characters of cheques and contracts.
_FORMAL = re.compile("[零壹贰貳叁參肆伍陆陸柒捌玖万萬亿億]*[拾佰仟][零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億]*")
_COMMON = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
# What is counted, right behind a number; and what makes something else of one before it (周三, 初五, 第三).
_MEASURE = (
    "(?:[个個名位人天年月日号號岁歲次种種项項条條场場层層倍公里米吨克元块塊美欧歐周届屆期批套部件份座艘辆輛架台臺家国國方大"
    "户戶笔筆册冊篇枚颗顆口头頭支队隊轮輪步级級处處所间間张張代点點小分秒度成毫厘斤亩畝夜晚顿頓遍圈村省市县縣州区區]"
    "|季度|星期|世纪|世紀)"
)
_ALONE = re.compile(
    rf"[二两兩三四五六七八九十](?=[多余餘]?{_MEASURE}|[至到或][二两兩三四五六七八九十]{_ANY}*{_MEASURE})|一(?={_MEASURE}半)|十(?=[多余餘来來](?:{_MEASURE}|[万萬亿億]))"
)
_OVER = re.compile("[多余餘来來]([万萬亿億]+)")
_TEN = 10
_NOT_BEHIND = tuple("第周初星期礼禮拜老阿再不其万萬")
_PAIR = re.compile(
    rf"([二三四五六七八九]?十|[一二两兩三四五六七八九][百千万萬])?([一二两兩三四五六七八])([二两兩三四五六七八九])([十百千万萬亿億]+|(?=[多余餘]?{_MEASURE}))"
)
_TWO, _THREE = "俩倆", "仨"
_ANY_NUMBER = re.compile(rf"{_NUMBER.pattern}|{_ALONE.pattern}|{_PAIR.pattern}|[{_TWO}{_THREE}]")
_FRACTION = re.compile(rf"({_ANY}+)分之(?:({_ANY}+(?:点[〇零一二三四五六七八九]+)?)|(?=[\d０-９]))")


def scaled(text: str, end: int, value: Decimal) -> tuple[int, Decimal] | None:
    """The end and value of a number in digits that ends at ``end``, with the units behind it; None without any."""
    units = _AFTER.match(text, end)
    if not units:
        return None
    power = 10 ** sum(_UNITS[c] for c in units[1])
    return _tail(text, units.end(), value * power, power)


def _tail(text: str, end: int, value: Decimal, unit: int) -> tuple[int, Decimal]:
    """``3亿5000万``: a smaller number that follows at once is added."""
    following = _FOLLOWING.match(text, end)
    if not following:
        return _words(text, end, value, unit)
    power = 10 ** sum(_UNITS[c] for c in following[2])
    if power >= unit:
        return end, value
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in following[1])
    return following.end(), value + Decimal(digits) * power


def _words(text: str, end: int, value: Decimal, unit: int) -> tuple[int, Decimal]:
    """``3亿二千万``: the same in words."""
    words = _NUMBER.match(text, end)
    more = _value(words.group()) if words and any(c in "万萬" for c in words.group()) else None
    return (words.end(), value + more) if words and more is not None and more < unit else (end, value)


def last_unit(text: str) -> int:
    """What the units that a numeral ends in stand for together; 0 where it ends in none."""
    units = re.search("(?:[万萬亿億]+|[十百千])\\Z", text)
    return 10 ** sum(_UNITS[c] for c in units[0]) if units and len(units[0]) < len(text) else 0


class Numeral(NamedTuple):
    """``text[start:end]`` says ``value``; ``small``: one character before what is counted (三个)."""

    start: int
    end: int
    value: Decimal
    small: bool = False


def find(text: str, *, ordinals: bool = False) -> Iterator[Numeral]:
    """The numerals of a text in order; fractions (三分之二); 百分之五 is 5, 三成 is 30; 两三千 is two, 2000 and 3000.

    Ordinals (第二十三) are left out unless asked for.
    """
    at, text = 0, _FORMAL.sub(lambda match: match[0].translate(_COMMON), text)
    for match in _ANY_NUMBER.finditer(text):
        start = match.start()
        before = text[max(0, start - 1) : start]
        if start < at or before.isdecimal() or (before == "第" and not ordinals) or _is_vague(before, match[0]):
            continue
        for numeral in _said(text, start):
            at = numeral.end
            yield numeral


def _said(text: str, start: int) -> Iterator[Numeral]:
    """What is said in numerals from a place on: one number, two that are close, or none."""
    if text[start] in _TWO + _THREE:
        yield Numeral(start, start + 1, Decimal(2 if text[start] in _TWO else 3), small=True)
        return
    if pair := _close(text, start):
        yield from pair
        return
    match = _NUMBER.match(text, start)
    end, value = _read(text, match) if match else (start, None)
    if value is not None:
        end, value = _over(text, end, value)
        minus = _MINUS.search(text[max(0, start - 2) : start])
        yield Numeral(start - len(minus[0]), end, -value) if minus else Numeral(start, end, value)
    elif _ALONE.match(text, start) and not text[:start].endswith(_NOT_BEHIND):
        end, value = _over(text, start + 1, Decimal(_DIGITS.get(text[start], 10)))
        yield Numeral(start, end, value, small=value <= _TEN)


def _over(text: str, end: int, value: Decimal) -> tuple[int, Decimal]:
    """两千五百多万: the magnitude behind "and some more"."""
    more = _OVER.match(text, end)
    return (more.end(), value * 10 ** sum(_UNITS[c] for c in more[1])) if more else (end, value)


def _close(text: str, start: int) -> list[Numeral]:
    """两三千, 七八百, 三四十岁, 十七八岁: two digits that follow on each other (or 三五) share what is around them."""
    match = _PAIR.match(text, start)
    if match is None or text[:start].endswith(("第", "年", *_DIGITS, *_UNITS)):
        return []
    low, high = _DIGITS[match[2]], _DIGITS[match[3]]
    if high - low != 1 and (match[2], match[3]) != ("三", "五"):
        return []
    more = _value(match[1]) if match[1] and len(match[1]) > 1 else Decimal(10 if match[1] else 0)
    unit, tens = 10 ** sum(_UNITS[c] for c in match[4]), more or Decimal(0)
    if match[1] and match[1][-1] != "十":  # 两百三四十
        tens /= unit
    return [
        Numeral(start, match.start(3), (tens + low) * unit),
        Numeral(match.start(3), match.end(), (tens + high) * unit),
    ]


def _read(text: str, match: re.Match[str]) -> tuple[int, Decimal | None]:
    """Where the number ends that begins at ``match``, and its value: a fraction, tenths, with a point, or whole."""
    if fraction := _FRACTION.match(text, match.start()):
        return fraction.end(), _ratio(fraction)
    if half := _HALF.match(text, match.start()):
        return half.end(), Decimal("0.5")
    if tenths := _TENTHS.match(text, match.start()):
        return tenths.end(), Decimal(10 * _DIGITS[tenths[1]] + (_DIGITS[tenths[2]] if tenths[2] else 0))
    if point := _POINT.match(text, match.start()):
        whole, digits = _small(point[1]), "".join(str(_DIGITS[c]) for c in point[2])
        power = 10 ** sum(_UNITS[c] for c in point[3])
        return point.end(), None if whole is None else (whole + Decimal(f"0.{digits}")) * power
    word = match[0]
    return match.end(), _small(word) if len(word) == 1 and _MINUS.search(text[: match.start()]) else _value(word)


def _is_vague(before: str, word: str) -> bool:
    """Whether a number is only about so much: 几十万, 上百万."""
    return before in tuple("几幾数數") or (before == "上" and word[0] in _UNITS)


def _ratio(fraction: re.Match[str]) -> Decimal | None:
    """The value of ``X分之Y``; of hundredths and thousandths Y alone, as of 5% and 5‰; None before digits."""
    below, above = fraction[1], fraction[2]
    if above is None:
        return None
    whole, _, decimals = above.partition("点")
    value = _small(whole)
    if value is not None and decimals:
        value += Decimal("0." + "".join(str(_DIGITS[c]) for c in decimals))
    part = {"百": Decimal(1), "千": Decimal(1), "万": Decimal(10000)}.get(below) or _small(below)
    return value / part if value is not None and part else None


def _small(word: str) -> Decimal | None:
    """The same as :func:`_value`, a single digit too."""
    return Decimal(_DIGITS[word]) if word in _DIGITS else Decimal(10) if word == "十" else _value(word)


def _value(word: str) -> Decimal | None:
    """The value of numerals (一百二十三万, 二〇二三), or None where they are none (一一, 千千万万)."""
    if all(c in _DIGITS for c in word):
        long_enough = len(word) >= 4 or any(c in "〇零" for c in word)
        return Decimal("".join(str(_DIGITS[c]) for c in word)) if long_enough else None
    total = section = 0
    digit: int | None = None
    previous = 99
    for c in word:
        if c in _DIGITS:
            if digit not in (None, 0):
                return None
            digit, previous = _DIGITS[c], 99 if _DIGITS[c] == 0 else previous
        elif _UNITS[c] >= 4:
            unit = 10 ** _UNITS[c]
            above = total - total % unit  # 一亿 in 一亿二千万 is not multiplied again
            total, section = above + (total - above + section + (digit or 0)) * unit, 0
            digit, previous = None, 99
        else:
            if digit is None and _UNITS[c] >= previous:
                return None
            section += (1 if digit is None else digit) * 10 ** _UNITS[c]
            digit, previous = None, _UNITS[c]
    return Decimal(total + section + (digit or 0) * _left_out(word))


def _left_out(word: str) -> int:
    """The unit of a last digit that is not said: 两千五 is 2500, 三万五 is 35000."""
    unit = _UNITS.get(word[-2], 0) if len(word) > 1 else 0
    return 10 ** (unit - 1) if unit > 1 else 1
