"""JSON and JSON lines: everything comes back, other shapes are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlode.errors import InputError
from termlode.exchange.options import WriteOptions
from termlode.exchange.registry import named
from termlode.model import Context, Details, InlineCode, Location, Note, Origin, Prop, Subflow, TranslationUnit, Variant
from termlode.termbase.load import Termbase
from tests.exchange.tables import EN_FA, UNITS, memory, save, terms

UNIT = '{"format": "termlode-memory", "version": 1}\n{"variants": [%s]}\n'


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c"])
def test_only_line_feeds_end_a_line(sign: str, tmp_path: Path):
    unit = TranslationUnit((Variant("en", f"a{sign}b"), Variant("fa", "الف")))
    path = tmp_path / "m.jsonl"
    named("jsonl").function("write_memory")([unit], path, WriteOptions())
    assert memory(path)[0] == [unit]
    glossary = save(tmp_path / "g.utf8", f"ore{sign}x\tکانسنگ\r\nrock\tسنگ\r\n")
    sections = [[s.terms[0].term for s in entry.languages] for entry in terms(glossary, **EN_FA)[0]]
    assert sections == [[f"ore{sign}x", "کانسنگ"], ["rock", "سنگ"]]


def test_json_keeps_a_termbase_whole(tmp_path: Path, our_termbase: Termbase):
    entries = list(our_termbase.concepts.values())
    path = tmp_path / "t.json"
    assert named("json").function("write_terms")(entries, path, WriteOptions()) == len(entries)
    assert terms(path)[0] == entries


def test_json_keeps_a_unit_whole(tmp_path: Path):
    codes = (InlineCode("ph", 1, (("x", "1"),), ("<br/>", Subflow("alt", (), (("type", "t"),)))),)
    english = Variant("en", "a b", codes, (Prop("x-p", "v", "en"),), (Note("n"),), Details(usage_count=3))
    unit = TranslationUnit(
        (english, Variant("fa", "الف 😀")),
        id="1",
        context=Context("p", "f", "k"),
        origin=Origin("aligned", "doc", (Location("doc", 1, 2, 3),), 0.5, "acme"),
    )
    path = tmp_path / "m.jsonl"
    assert named("jsonl").function("write_memory")([unit, *UNITS], path, WriteOptions()) == 3
    assert memory(path)[0] == [unit, *UNITS]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.json", '{"format": "termlode-terms", "version": 9, "subject-fields": {}}'),
        ("t.json", '{"format": "termlode-terms", "version": 1}'),
        ("t.json", '{"format": "termlode-terms", '),
        ("t.json", '{"format": "termlode-terms", "version": 1, "subject-fields": {"x": {"a": {"terms": 3}}}}'),
        ("t.json", '{"format": "termlode-terms", "version": ' + "9" * 5000 + "}"),
        ("t.json", '{"format": "termlode-terms", "version": 1, "subject-fields": ' + "[" * 100_000),
        ("m.jsonl", '{"format": "termlode-memory", "version": 9}\n'),
        ("m.jsonl", UNIT % '{"language": "en", "text": "a", "details": {"usage_count": 99999999999999999999}}'),
        ("m.jsonl", UNIT % '{"language": "en", "text": "a", "details": {"usage_count": true}}'),
        ("m.jsonl", UNIT % '{"language": "no tag", "text": "a"}'),
        ("m.jsonl", UNIT % ""),
        ("m.jsonl", (UNIT % "").replace("}\n", ', "origin": {"confidence": NaN}}\n')),
        ("m.jsonl", '{"format": "termlode-memory", "version": 1}\n{"variants": 3}\n'),
        ("m.jsonl", '{"format": "termlode-memory", "version": 1}\n{"variants": [], "bad": 1}\n'),
        ("m.jsonl", '{"format": "termlode-memory", "version": 1}\n{"variants": [], "origin": {"kind": "odd"}}\n'),
    ],
)
def test_json_of_another_shape_is_refused(name: str, text: str, tmp_path: Path):
    path = save(tmp_path / name, text)
    with pytest.raises(InputError):
        (terms if name.endswith("json") else memory)(path)
