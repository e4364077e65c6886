"""Hypothesis strategies for translation units: codes, bidi controls, astral characters, odd spaces."""

from __future__ import annotations

from hypothesis import strategies as st

from termlode.exchange.xml import ILLEGAL
from termlode.model import (
    Context,
    Details,
    InlineCode,
    Location,
    Note,
    Origin,
    Prop,
    Subflow,
    TranslationUnit,
    Variant,
)

_LETTERS = "aZ é·یيکكآا\u200c\u200d\u200e\u200fـًّ稀土𠀀😀<>&\"'\n\t\r\u00a0\u2028\u202e\u2066\u2069\u0301\ufeff]]>۱٣4"
texts = st.text(st.one_of(st.sampled_from(_LETTERS), st.characters(exclude_categories=["Cs"])), max_size=24)
filled = texts.filter(lambda value: bool(ILLEGAL.sub("", value).strip()))
tags = st.sampled_from(["fa", "ar", "zh", "ps", "en", "zh-Hant", "en-GB", "fa-AF", "de"])
dates = st.datetimes().map(lambda moment: f"{moment.year:04}{moment:%m%dT%H%M%SZ}")
optional_text = st.none() | texts

_values = st.sampled_from(["1", "2", "3", "b", 'q"<&\n'])
_attributes = {
    "bpt": st.fixed_dictionaries({"i": _values}, optional={"x": _values, "type": _values}),
    "ept": st.fixed_dictionaries({"i": _values}),
    "ph": st.fixed_dictionaries({}, optional={"x": _values, "assoc": st.sampled_from(["p", "f", "b"])}),
    "it": st.fixed_dictionaries({"pos": st.sampled_from(["begin", "end"])}, optional={"x": _values}),
    "ut": st.fixed_dictionaries({}, optional={"x": _values}),
    "hi": st.fixed_dictionaries({}, optional={"x": _values, "type": _values}),
    "/hi": st.just({}),
}


@st.composite
def codes(draw: st.DrawFn, length: int, depth: int = 0) -> tuple[InlineCode, ...]:
    """Codes for a text of ``length``, in order; pairs that do not pair among them."""
    offsets = sorted(draw(st.lists(st.integers(0, length), max_size=4)))
    found = []
    for offset in offsets:
        kind = draw(st.sampled_from(sorted(_attributes)))
        attributes = tuple(draw(_attributes[kind]).items())
        data = () if kind in ("hi", "/hi") else tuple(draw(st.lists(_data(depth), max_size=3)))
        found.append(InlineCode(kind, offset, attributes, data))  # type: ignore[arg-type]
    return tuple(found)


@st.composite
def _data(draw: st.DrawFn, depth: int) -> str | Subflow:
    if depth >= 2 or draw(st.integers(0, 3)):
        return draw(texts)
    text = draw(texts)
    return Subflow(text, draw(codes(len(text), depth + 1)), draw(st.sampled_from([(), (("type", "alt"),)])))


props = st.lists(
    st.builds(
        Prop,
        st.sampled_from(["client", "x-a", "x-context-pre", "prev", "x-termlode-odd", "domain"]),
        texts,
        st.none() | tags,
        st.none() | st.just("x"),
    ),
    max_size=2,
).map(tuple)
notes = st.lists(st.builds(Note, texts, st.none() | tags), max_size=2).map(tuple)
details = st.builds(
    Details,
    created=st.none() | dates,
    changed=st.none() | dates,
    last_used=st.none() | dates,
    creator=optional_text,
    changer=optional_text,
    usage_count=st.none() | st.integers(0, 10**9),
    tool=optional_text,
    datatype=st.none() | st.sampled_from(["html", "plaintext", "xml"]),
)


@st.composite
def variants(draw: st.DrawFn) -> Variant:
    """A text with its codes; never empty."""
    text = draw(filled)
    return Variant(draw(tags), text, draw(codes(len(text))), draw(props), draw(notes), draw(details))


units = st.builds(
    TranslationUnit,
    variants=st.lists(variants(), min_size=2, max_size=4).map(tuple),
    id=optional_text,
    segment_type=st.none() | st.sampled_from(["sentence", "phrase", "block"]),
    props=props,
    notes=notes,
    details=details,
    context=st.builds(Context, optional_text, optional_text, optional_text),
    origin=st.builds(
        Origin,
        kind=st.sampled_from(["human", "aligned", "machine", "import"]),
        document=optional_text,
        locations=st.lists(st.builds(Location, texts, *[st.integers(0, 99)] * 3), max_size=2).map(tuple),
        confidence=st.none() | st.floats(0, 1),
        client=optional_text,
    ),
)
