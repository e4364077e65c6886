"""UTX and MultiTerm: read as other tools write them, written so that they come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlode.errors import FormatError
from termlode.exchange.options import WriteOptions
from termlode.exchange.registry import named
from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.termbase.load import Termbase
from tests.exchange.tables import EN_FA, ENTRIES, save, terms


def test_utx_comes_back(tmp_path: Path):
    path = tmp_path / "g.utx"
    assert named("utx").function("write_terms")(ENTRIES, path, WriteOptions(**EN_FA)) == 4
    assert path.read_text(encoding="utf-8").startswith("#UTX 1.20; en/fa;")
    back, _ = terms(path)
    assert [entry.id for entry in back] == ["rare-earths", "ore"]
    assert [(t.term, t.status) for t in back[0].languages[1].terms] == [
        ("خاکی کمیاب", "preferred"),
        ("عناصر نادر", "deprecated"),
    ]


def test_a_line_of_ours_speaks_of_one_term(tmp_path: Path):
    english = TermSection("ore", reliability="verified", note="From mines.")
    persian = (TermSection("کانسنگ"), TermSection("سنگ", "deprecated", reliability="unverified", note="Stone."))
    entry = ConceptEntry("ore", "mining", (LanguageSection("en", (english,)), LanguageSection("fa", persian)))
    named("utx").function("write_terms")([entry], tmp_path / "g.utx", WriteOptions(**EN_FA))
    [back] = terms(tmp_path / "g.utx", subject_field="mining")[0]
    assert back == entry


def test_a_second_import_of_utx_changes_nothing(tmp_path: Path, our_termbase: Termbase):
    from termlode.exchange.merging import TermPlan

    concepts = our_termbase.concepts
    named("utx").function("write_terms")(list(concepts.values()), tmp_path / "g.utx", WriteOptions(**EN_FA))
    plan = TermPlan(concepts)
    for entry in terms(tmp_path / "g.utx")[0]:
        plan.take(entry)
    assert (plan.added, plan.merged, plan.unchanged) == (0, 0, len(concepts))
    assert plan.remarks == []


def test_a_line_of_others_speaks_of_both_terms(tmp_path: Path):
    text = "#UTX 1.20; en/fa; creator: somebody\n#src\ttgt\tterm status\tcomment\nore\tسنگ\tapproved\tn\n"
    [entry] = terms(save(tmp_path / "g.utx", text))[0]
    assert entry.note == "n"
    assert [section.terms[0].reliability for section in entry.languages] == ["verified", "verified"]


@pytest.mark.parametrize("text", ["#UTX 1.11; en/\n", "a\tb\n", "#UTX 1.11; !!/fa\n"])
def test_utx_must_name_its_languages(text: str, tmp_path: Path):
    with pytest.raises(FormatError):
        terms(save(tmp_path / "g.utx", text))


def test_multiterm_comes_back(tmp_path: Path):
    path = tmp_path / "m.mtf.xml"
    assert named("multiterm").function("write_terms")(ENTRIES, path, WriteOptions()) == 2
    back, _ = terms(path)
    assert [(e.id, e.definition, e.subject_field) for e in back] == [
        (e.id, e.definition, e.subject_field) for e in ENTRIES
    ]
    assert [[t.term for s in e.languages for t in s.terms] for e in back] == [
        [t.term for s in e.languages for t in s.terms] for e in ENTRIES
    ]


def test_multiterm_keeps_fields_it_does_not_know(tmp_path: Path):
    path = save(
        tmp_path / "m.xml",
        '<?xml version="1.0" encoding="UTF-16"?><mtf><conceptGrp><concept>1</concept><descripGrp>'
        '<descrip type="Klient">A</descrip></descripGrp><languageGrp><language lang="EN" type="English"/>'
        "<termGrp><term>ore</term><descripGrp>"
        '<descrip type="Kontext">c</descrip></descripGrp></termGrp></languageGrp></conceptGrp></mtf>',
        "utf-16",
    )
    (entry,), _ = terms(path)
    assert entry.note == "Klient: A"
    assert entry.languages[0].terms[0].note == "Kontext: c"


def multiterm(tmp_path: Path, concept: str = "", language: str = "", term: str = "") -> ConceptEntry:
    def said(text: str) -> str:
        pairs = (part.split("=") for part in text.split(";") if part)
        return "".join(f'<descripGrp><descrip type="{k}">{v}</descrip></descripGrp>' for k, v in pairs)

    body = f'{said(concept)}<languageGrp><language type="Persian" lang="FA"/>{said(language)}'
    body += f"<termGrp><term>کانسنگ</term>{said(term)}</termGrp></languageGrp>"
    path = save(tmp_path / "m.xml", f"<mtf><conceptGrp><concept>1</concept>{body}</conceptGrp></mtf>")
    (entry,), _ = terms(path)
    return entry


def test_multiterm_loses_no_field(tmp_path: Path):
    entry = multiterm(tmp_path, "Definition=a;Definition=b", "Note=n;Kontext=k;Definition=d", "Kontext=1;Kontext=2")
    assert (entry.definition, entry.note) == ("a", "Definition: b")
    section = entry.languages[0]
    assert (section.definition, section.note) == ("d", "n\nKontext: k")
    assert section.terms[0].note == "Kontext: 1\nKontext: 2"


def test_multiterm_values_of_no_list_stay_notes(tmp_path: Path):
    term = multiterm(tmp_path, term="Status=Odd;Type=slang;Part of Speech=Particle").languages[0].terms[0]
    assert (term.status, term.type, term.part_of_speech) == ("preferred", "full-form", None)
    assert term.note == "Status: Odd\nType: slang\nPart of Speech: Particle"
    term = multiterm(tmp_path, term="Status=Forbidden;Type=Acronym;Part of Speech=phrase").languages[0].terms[0]
    assert (term.status, term.type, term.part_of_speech, term.note) == ("forbidden", "acronym", "phrase", None)
