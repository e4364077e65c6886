"""Numbers by value: every decimal digit set, separators, and the words that multiply.

``۱۷٫۵ میلیارد``, ``١٧٫٥ مليار``, ``17.5 billion`` and ``175亿`` are one value. A comma or full stop is
read by what surrounds it: three digits after each make groups, anything else a decimal; the Arabic
signs ٬ and ٫ say themselves what they are. Fractions in words are read, and whole numbers in words
where one of them multiplies (three hundred thousand). The magnitude of a range belongs to both
its numbers: 3–5 million.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal

from termlode.languages import cardinals, combined, magnitudes, quantities, registry
from termlode.languages.combined import Number
from termlode.languages.tags import primary
from termlode.languages.zh import numerals

_DIGITS = r"\d+"
_GROUP = "[,.٬،’'\u00a0\u202f]"
_BODY = rf"{_DIGITS}(?:(?:{_GROUP}|٫|/){_DIGITS})*"
# A sign counts only where nothing stands before it, or a Chinese word of measuring; digits glued to Latin letters are
# a name (G20, CO2).
_NUMBER = re.compile(
    rf"(?=[\d.\-−+])(?:(?<![\w.,٫٬])\d{{1,3}}(?: \d{{3}})* 000(?![\d.,٫٬])|(?<![\w.,٫٬])[-−+]?\.\d+(?![\w.])"
    rf"|(?:(?<![\w.,٫٬])|(?<=[为為至到达達于於]))[-−+]{_BODY}|(?<![A-Za-z\d]){_BODY}|(?<=(?<![A-Za-z])(?:{quantities.CODES})){_BODY})"
)

_PERCENT_FA = re.compile(
    r"[\s\u200c]*(?:درصد|میلی|هزار|تریلی|برابر|درجه|٪|%|متر|کیلو|تن\b|ریشتر|لیتر|هکتار|بشکه|مگاوات|گیگابایت"
    r"|(?:سال|ساعت|دلار|یورو|تومان|گرم|اینچ|واحد)(?![^\W_]))"
)


_YEAR = 4  # digits
_THOUSAND = 1000
# Without fathatan, which stands in the endings of numbers; tatweel inside a word.
_MARK = re.compile("[\u064c-\u0652\u0670\u0640]")
_VOWEL = re.compile(r"[\u064c-\u0652\u0670]|(?<=[^\W\d])\u0640(?=[^\W\d]|\u0640+[^\W\d])")
_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")
_NAMED = re.compile(r"\d[GD]|[24568]K")  # 5G, 3D; a 4K screen


def _ascii(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _separated(body: str) -> list[tuple[str, str]]:
    """``1,234.5`` → [("", "1"), (",", "234"), (".", "5")]: each run of digits after its separator."""
    return re.findall(r"(\D*)(\d+)", body)


def _plain(body: str) -> Decimal | None:
    """The value of digits with separators, or None where it is no single number (a date, a version)."""
    parts = _separated(body)
    signs = [sign for sign, _ in parts[1:]]
    groups = [digits for _, digits in parts]
    if not signs:
        return Decimal(groups[0])
    if _INDIAN.fullmatch(body):
        return Decimal("".join(groups))
    decimal = _has_decimal(signs, groups)
    whole = groups[:-1] if decimal else groups
    inner = signs[:-1] if decimal else signs
    grouped = all(len(group) == 3 for group in whole[1:]) and (not inner or len(whole[0]) < 4)
    if len(set(inner)) > 1 or "/" in inner or not grouped:
        return None
    return Decimal("".join(whole) + ("." + groups[-1] if decimal else ""))


def _has_decimal(signs: list[str], groups: list[str]) -> bool:
    """Whether the last separator is the decimal one."""
    last = signs[-1]
    if last in "٫/":
        return True
    if last in "٬’'\u00a0\u202f ":
        return False
    if len(signs) > 1:
        return last not in signs[:-1]
    if last == ".":
        return True
    return len(groups[-1]) != 3 or groups[0].startswith("0")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int, Decimal]]:
    """A run of digits and separators as one number, or as its plain parts."""
    body, sign = _ascii(text[start:end]), 1
    at = start
    if body[0] in "-−+":
        sign, body, at = (1 if body[0] == "+" else -1), body[1:], start + 1
    if body[0] == ".":
        return [(start, end, sign * Decimal(f"0{body}"))]
    slash = "/" in body
    value = None if slash and not _slash_is_decimal(text, at, end) else _plain(body)
    if value is not None:
        return [(start, end, sign * value)]
    if slash:
        parts = [(m.start(), m.end()) for m in re.finditer(r"[^/]+", body)]
        return [piece for a, b in parts for piece in _pieces(text, at + a, at + b)]
    return [(at + m.start(), at + m.end(), Decimal(m.group())) for m in re.finditer(r"\d+", body)]


def _slash_is_decimal(text: str, start: int, end: int) -> bool:
    """Persian typing writes ۳/۵ for ۳٫۵; it is one where a measure follows and it is no date or fraction."""
    body = text[start:end]
    typed = body.count("/") == 1 and "۰" <= body[0] <= "۹" and body.index("/") < _YEAR
    return typed and _PERCENT_FA.match(text, end) is not None


def _scaled(text: str, end: int, value: Decimal, language: str) -> tuple[int, Decimal]:
    """The end and value after the multiplying words that follow (``6 thousand million``, 万亿)."""
    han = numerals.scaled(text, end, value)
    if han:
        return han
    pattern = magnitudes.scale(language)
    for _ in range(2):
        found = pattern.match(text, end)
        if not found:
            break
        value, end = value * 10 ** magnitudes.power(found.group(1), language), found.end()
    return end, value


def _in_digits(text: str, language: str, *, ordinals: bool) -> list[Number]:
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        if (found and match.start() < found[-1].end) or _is_named(text, match):
            continue
        for start, end, value in _pieces(text, *match.span()):
            if ordinals or not quantities.is_ordinal(text, start, end, language):
                found.append(_whole(text, start, end, value, language))
    return _ranges(found, text, language)


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Whether the letter behind a figure makes a name of both: 5G, a 4K screen (but $4K)."""
    return bool(_NAMED.fullmatch(text, match.start(), match.end() + 1)) and not quantities.is_paid(text, match.start())


def _whole(text: str, start: int, end: int, value: Decimal, language: str) -> Number:
    """A figure with all that belongs to it: ``2½``, ``$3.5m``, ``۲ و نیم میلیون``, ``minus 5``, ``5 below zero``."""
    number, minus = _sized(text, start, end, value, language), quantities.minus(text, start, language)
    if value < 0 or (minus is None and not quantities.is_below(text, number.end, language)):
        return number
    minus = number.start if minus is None else minus
    return Number(minus, number.end, -number.value, text[minus : number.end])


def _sized(text: str, start: int, end: int, value: Decimal, language: str) -> Number:
    if fraction := quantities.vulgar(text, end):
        end, value = fraction[0], value + fraction[1]
    if more := quantities.part_more(text, end, language):
        stop, scaled = _scaled(text, more[0], value + more[1], language)
        if stop > more[0]:
            return Number(start, stop, scaled, text[start:stop])
    stop, scaled = _scaled(text, end, value, language)
    if stop > end and (more := quantities.part_more(text, stop, language)):
        unit = scaled / value if value else Decimal(0)
        return Number(start, more[0], scaled + unit * more[1], text[start : more[0]])
    if times := quantities.times(text, stop, language):
        stop, scaled = _scaled(text, times[0], scaled * times[1], language)
        return Number(start, stop, scaled, text[start:stop])
    if stop == end and (short := quantities.short_magnitude(text, start, end, language)):
        stop, scaled = short[0], value * 10 ** short[1]
    return Number(start, stop, scaled, text[start:stop])


def _ranges(numbers: list[Number], text: str, language: str) -> list[Number]:
    """``3–5 million``: a bare number takes over the magnitude of a greater one that it is joined with."""
    found = list(numbers)
    for index in range(len(found) - 2, -1, -1):
        number, after = found[index], found[index + 1]
        if not number.text[-1].isdecimal() or after.text[-1].isdecimal():
            continue
        figures = [value for _, _, value in _pieces(after.text, *_figure(after.text))]
        gap = text[number.end : after.start]
        if len(figures) == 1 and 0 < number.value < figures[0] and quantities.shares_magnitude(gap, language):
            shared = after.value / figures[0]
            found[index] = Number(number.start, number.end, number.value * shared, number.text, shared)
    return found


def _figure(text: str) -> tuple[int, int]:
    match = _NUMBER.search(text)
    return match.span() if match else (0, 0)


def find(text: str, language: str = "und", *, ordinals: bool = False, small: bool = True) -> list[Number]:
    """The numbers of a text in order, by value. ``language`` chooses the multiplying words (und: all).

    A fraction has the value of its division (دو سوم: 0.666…, to 28 digits). Ordinals (3rd, ۲۰م, 第3) are
    no numbers unless asked for. ``small``: whether whole numbers in words count in which no word multiplies
    (twelve countries).
    """
    tag = primary(language)
    bare, places = _without_vowels(text)
    found = _all(bare, tag, ordinals=ordinals)
    if places:
        found = [_placed(one, text, places) for one in found]
        told = quantities.fractions(text, tag)  # خُمس is a fifth, خمس mostly five
        vowelled = [Number(a, b, value, text[a:b]) for a, b, value in told if _VOWEL.search(text, a, b)]
        found = sorted([*_beside(found, vowelled), *vowelled], key=lambda number: number.start)
    return [one for one in found if small or not one.small]


def _without_vowels(text: str) -> tuple[str, list[int]]:
    """An Arabic text without its vowel signs, and the place of each character of it; none where it has no signs."""
    if not _MARK.search(text) or not _VOWEL.search(text):
        return text, []
    signs = {match.start() for match in _VOWEL.finditer(text)}
    places = [place for place in range(len(text)) if place not in signs]
    return "".join(text[place] for place in places), places


def _placed(number: Number, text: str, places: list[int]) -> Number:
    """A number of a text without vowel signs in the text with them."""
    start, end = places[number.start], places[number.end - 1] + 1
    while _VOWEL.match(text, end):
        end += 1
    return replace(number, start=start, end=end, text=text[start:end])


def _beside(numbers: list[Number], others: list[Number]) -> list[Number]:
    """Those of ``numbers`` that overlap none of ``others``."""
    return [one for one in numbers if not any(one.start < other.end and other.start < one.end for other in others)]


def _all(text: str, tag: str, *, ordinals: bool) -> list[Number]:
    narrow = quantities.narrow(text)
    found = combined.sums(_in_digits(narrow, tag, ordinals=ordinals), narrow, tag)
    for one in sorted(_in_words(text, tag, ordinals=ordinals), key=lambda word: word.start - word.end):  # longest first
        found += _beside([one], found)
    if narrow != text:
        found = [replace(one, text=text[one.start : one.end]) for one in found]
    found = combined.ranges(sorted(found, key=lambda number: number.start), text, tag)
    return combined.parts(combined.sums(found, text, tag), text, tag)  # مليار و200 مليون


def _in_words(text: str, tag: str, *, ordinals: bool) -> list[Number]:
    wholes = [Number(a, b, value, text[a:b], small=small) for a, b, value, small in cardinals.find(text, tag)]
    parts = [_multiplied(text, *one, tag) for one in quantities.fractions(text, tag)]
    within = {place for one in wholes for place in range(one.start + 1, one.end)}  # the half of یو نیم کال
    numbers = wholes + [Number(a, b, value, text[a:b]) for a, b, value in parts if a not in within]
    if tag == "und" or registry.pack(tag).script == "Hani":
        numbers += [
            Number(a, b, value, text[a:b], small=small) for a, b, value, small in numerals.find(text, ordinals=ordinals)
        ]
    return numbers


def _multiplied(text: str, start: int, end: int, value: Decimal, language: str) -> tuple[int, int, Decimal]:
    """A fraction in words with the magnitude behind it: ثلاثة أرباع مليون, three quarters of a million."""
    if value >= _THOUSAND and (more := quantities.part_more(text, end, language)):
        return start, more[0], value + value / 2 * more[1]  # a dual and half of one: مليونان ونصف
    if value >= 1:
        return start, end, value
    stop, scaled = _scaled(text, quantities.part_of(text, end, language), value, language)
    return (start, stop, scaled) if scaled != value else (start, end, value)


def render(value: Decimal, like: str) -> str:
    """``value`` in the digits, separators and unit of ``like``: 2300000000 like ``۱۷٫۵ میلیارد`` → ``۲٫۳ میلیارد``."""
    value = Decimal(value)
    match = _NUMBER.search(like)
    if match is None:
        return f"{value.normalize():f}"
    body, unit = match.group(), like[match.end() :]
    base = _pieces(like, *match.span())[0][2]
    whole = find(like)
    if whole and base and whole[0].value != base:
        value = value / (whole[0].value / base)
    group, point = _marks(body)
    digits = _grouped(value, group, point)
    zero = next((ord(c) - unicodedata.decimal(c) for c in body if c.isdecimal()), ord("0"))
    return like[: match.start()] + "".join(chr(zero + int(c)) if "0" <= c <= "9" else c for c in digits) + unit


def _marks(body: str) -> tuple[str, str]:
    """The grouping sign ("" for none) and the decimal sign that a number uses."""
    parts = _separated(_ascii(body.lstrip("-−+")))
    signs, groups = [sign for sign, _ in parts[1:]], [digits for _, digits in parts]
    native = any(c.isdecimal() and not c.isascii() for c in body)
    arabic = native and unicodedata.name(next(c for c in body if c.isdecimal())).find("ARABIC") >= 0
    point = "٫" if arabic else "."
    if not signs:
        return "", point
    if _has_decimal(signs, groups):
        return (signs[0] if len(signs) > 1 else ""), signs[-1]
    return signs[0], "," if signs[0] == "." else point


def _grouped(value: Decimal, group: str, point: str) -> str:
    text = f"{value.normalize():f}"
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = text.partition(".")
    if group:
        whole = f"{int(whole):,}".replace(",", group)
    return sign + whole + (point + fraction if fraction else "")
