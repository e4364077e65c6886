"""Whether a Chinese hit is a word of its own, or a piece of something else: 中国 in 发展中国家, 产业 in 生产业务.

A hit whose edges lie inside no dictionary word is taken at once. Otherwise the cheapest cut of the
surroundings decides; a hit that is part of one longer word counts only where that word is transparent
(能源|部, 铁|矿石), not where it means something else (地铁, 印度尼西亚).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from termlode.languages.zh.words import best_cut, cost, joined

_REACH = 6
_MARGIN = 5  # how much dearer a cut at the edges of the hit may be: e^0.4
_HEAD_MARGIN = 60
_COMMON = 172  # a remainder of two characters and more must be as cheap as a word seen forty times
_TAILS = frozenset(
    "部省市县州区国人者商品业化率量额价权链厂矿法学版制税界圈站网机组板型性类级层期司局院所会社处们股案线群岛署车战派观"
)
# Characters that stand alone behind a noun.
_FREE = frozenset(
    "的了和与及是在有会将被从对向为等之其也都就很更最不要能可以而或但又再已只把这那此该各中上下内外前后里间年月日个种次达占于由使让给做"
    "说涨跌降升多少大小高低来去到好热"
)
_ELEMENTS = (
    "氢氦锂铍硼碳氮氧氟氖钠镁铝硅磷硫氯氩钾钙钪钛钒铬锰铁钴镍铜锌镓锗砷硒溴氪铷锶钇锆铌钼锝钌铑钯银镉铟锡锑碲碘氙"
    "铯钡镧铈镨钕钷钐铕钆铽镝钬铒铥镱镥铪钽钨铼锇铱铂汞铊铅铋钋砹氡钍铀"
)
_LONG = 3  # a longer remainder (输出国组织) may be several words
_NOT_HEADS = frozenset("非反半不无未内外白伪")
_MATERIAL = frozenset((
    "矿", "矿石", "矿产", "矿床", "精矿", "矿业", "合金", "离子", "元素", "电池", "板", "箔", "粉", "粉末", "锭", "盐",
    "价", "价格", "业", "工业", "片", "管", "线", "棒", "丝", "产量", "储量", "产品", "制品", "材料", "电缆",
))  # fmt: skip
_MATERIAL_HEADS = frozenset("粗精废纯镀含炼")


def is_han(char: str) -> bool:
    """Whether a folded character is a Han character."""
    return char >= "\u2e80" and char.isalpha()


def stands_alone(key: str, start: int, end: int) -> bool:
    """Whether ``key[start:end]`` may be read as a word or a sequence of words."""
    left = is_han(key[start]) and is_han(key[start - 1]) and joined(key[start - 1], key[start])
    right = is_han(key[end - 1]) and is_han(key[end]) and joined(key[end - 1], key[end])
    if not left and not right:
        return True
    first, last = start, end
    while start - first < _REACH and is_han(key[first - 1]):
        first -= 1
    while last - end < _REACH and is_han(key[last]):
        last += 1
    return _judge(key[first:last], start - first, end - first)


@lru_cache(maxsize=1 << 16)
def _judge(window: str, start: int, end: int) -> bool:
    total, ends = best_cut(window)
    edges = [0, *ends]
    first = max(edge for edge in edges if edge <= start)
    last = min(edge for edge in edges if edge >= end)
    if (first, last) == (start, end):
        return True
    if edges.index(last) == edges.index(first) + 1:
        return _is_transparent(window[first:last], start - first, end - first)
    price = _cut_at(window, start, end)
    if price <= total + _MARGIN:
        return not (_is_torn(window, start, end) or (price > total and _is_crossed(edges, start, end)))
    left_end, right_start = edges[edges.index(first) + 1], edges[edges.index(last) - 1]
    left = first == start or _splits(window[first:left_end], start - first)
    return left and (last == end or _splits(window[right_start:last], end - right_start))


def _is_torn(window: str, start: int, end: int) -> bool:
    """Whether one character is left over that makes a word with the end of the hit, as cheaply: 天然|气味, 美|元素."""
    rest = window[end : end + 1]
    if not rest or rest in _TAILS or rest in _FREE or best_cut(window[end:])[1][0] > 1:
        return False
    price = _cut_at(window, start, end)
    return any(
        cost(window[place : end + 1]) is not None
        and cost(window[start:place]) is not None
        and best_cut(window[:place])[0] + best_cut(window[place : end + 1])[0] + best_cut(window[end + 1 :])[0] <= price
        for place in range(start + 1, end)
    )


def _is_crossed(edges: list[int], start: int, end: int) -> bool:
    """Whether the best cut has a longer word across an edge of the hit, and cuts the hit itself: 中|国有企业."""
    inside = [edge for edge in edges if start < edge < end]
    return bool(inside) and any(
        last - first > _LONG and (first < start < last or first < end < last) for first, last in pairwise(edges)
    )


def _splits(word: str, place: int) -> bool:
    """Whether a long word is two common words joined at ``place``: 矿产|资源."""
    head, tail = word[:place], word[place:]
    if len(head) > 1 and tail in _TAILS:
        return _is_common(head)
    if min(len(head), len(tail)) < 2 or not (_is_common(head) and _is_common(tail)):
        return False
    return (cost(head) or 0) + (cost(tail) or 0) <= _inner(word) + _MARGIN


def _inner(word: str) -> int:
    """The cheapest cut of a word into at least two."""
    return min(best_cut(word[:place])[0] + best_cut(word[place:])[0] for place in range(1, len(word)))


def _cut_at(window: str, start: int, end: int) -> int:
    """The cheapest cut with edges at ``start`` and ``end``."""
    return best_cut(window[:start])[0] + best_cut(window[start:end])[0] + best_cut(window[end:])[0]


def _is_transparent(word: str, start: int, end: int) -> bool:
    """Whether a dictionary word keeps the meaning of its part ``word[start:end]``."""
    head, tail = word[:start], word[end:]
    if end - start == 1:
        rest = not tail or _is_material(tail, _MATERIAL)
        return rest and _is_material(head, _MATERIAL_HEADS)
    margin = _HEAD_MARGIN if len(head) > 1 and not tail else _MARGIN  # the last part is the head: 外交|部长
    if _is_head(head) and _is_tail(tail) and _cut_at(word, start, end) <= _inner(word) + margin:
        return True
    return any(
        _is_transparent(part, start - first, end - first)
        for first, last in ((0, len(word) - 1), (0, len(word) - 2), (1, len(word)), (2, len(word)))
        if first <= start
        and end <= last
        and last - first > end - start
        and (part := word[first:last])
        and _leaves(word, first, last)
    )


def _leaves(word: str, first: int, last: int) -> bool:
    """Whether ``word[first:last]`` is a word and what it leaves over is a common word or affix."""
    return cost(word[first:last]) is not None and _is_head(word[:first]) and _is_tail(word[last:])


def _is_material(rest: str, known: frozenset[str]) -> bool:
    bare = rest.lstrip(_ELEMENTS) if known is _MATERIAL else rest.rstrip(_ELEMENTS)
    return not bare or bare in known or (known is _MATERIAL_HEADS and len(bare) > 1 and _is_common(bare))


def _is_head(rest: str) -> bool:
    return rest not in _NOT_HEADS if len(rest) < 2 else _is_common(rest)


def _is_tail(rest: str) -> bool:
    return not rest or (rest in _TAILS or rest in _ELEMENTS if len(rest) == 1 else _is_common(rest))


def _is_common(rest: str) -> bool:
    ends = best_cut(rest)[1]
    if len(rest) > _LONG and len(ends) > 1:
        pieces = [rest[a:b] for a, b in zip([0, *ends], ends, strict=False)]
        return all(len(piece) > 1 and _is_common(piece) for piece in pieces)
    price = cost(rest)
    return price is not None and price <= _COMMON
