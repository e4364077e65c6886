"""TBX: every flavour is read, what we write is valid and comes back whole."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlode.errors import FormatError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.exchange.registry import detect, named
from termlode.model import Attestation, ConceptEntry, LanguageSection, OcrVariant, TermSection
from termlode.termbase.load import Termbase

FLAVOURS = ("tbx", "tbx-v3", "tbx-v3-dct")


def write(entries, path: Path, flavour: str = "tbx", **options) -> int:
    count: int = named(flavour).function("write_terms")(entries, path, WriteOptions(**options))
    return count


def read(path: Path, **options) -> tuple[list[ConceptEntry], Notices]:
    notices = Notices()
    return list(detect(path).function("read_terms")(path, ReadOptions(**options), notices)), notices


def entry(**changes) -> ConceptEntry:
    base = ConceptEntry(
        id="5g",
        subject_field="ict-ai",
        definition="A network <b> & more",
        note="Mind the\nlines.",
        source="CLDR",
        related=(("broader", "network"), ("homonym", "elsewhere")),
        do_not_translate=True,
        languages=(
            LanguageSection("en", (TermSection("5G", type="acronym", part_of_speech="noun"),)),
            LanguageSection(
                "fa",
                (
                    TermSection("نسل پنجم", reliability="verified", source="a source", part_of_speech="proper-noun"),
                    TermSection("آهن‌ربا", "admitted", variants=(OcrVariant("آهنزبا", "nonword", "ر/ز"),)),
                    TermSection("جی پنج", "deprecated", type="transliteration", note="rare"),
                    TermSection("پنج‌جی", "forbidden", forms=("پنج‌جی‌ها", "پنج‌جی‌های")),
                ),
                definition="تعریف",
                note="یادداشت",
            ),
        ),
    )
    return replace(base, **changes)


NETWORK = ConceptEntry("network", "ict-ai", (LanguageSection("en", (TermSection("network"),)),))


def by_status(item: ConceptEntry) -> ConceptEntry:
    """The entry with the terms in the order in which they are written: preferred ones first."""
    order = ("preferred", "admitted", "deprecated", "forbidden")
    sections = (
        replace(section, terms=tuple(sorted(section.terms, key=lambda term: order.index(term.status))))
        for section in item.languages
    )
    return replace(item, languages=tuple(sections))


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_an_entry_comes_back_whole(flavour: str, tmp_path: Path):
    path = tmp_path / "t.tbx"
    assert write([entry(), NETWORK], path, flavour) == 2
    back, notices = read(path)
    assert back == [entry(), NETWORK]
    assert not notices.counts


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_region_homonyms_attestations_and_a_language_without_term_come_back(flavour: str, tmp_path: Path):
    term = TermSection(
        "نصف ناقل",
        region=("Syria", "Lebanon"),
        homonyms=("chip", "wafer"),
        attestations=(Attestation("school-book", 12), Attestation("daily paper", 2)),
    )
    sections = (LanguageSection("ar", (term,)), LanguageSection("ps", (), note="No established term: describe it."))
    made = ConceptEntry("semiconductor", "x", sections)
    path = tmp_path / "t.tbx"
    write([made], path, flavour)
    assert "geographicalUsage" in path.read_text(encoding="utf-8")
    back, notices = read(path)
    assert back == [made]
    assert not notices.counts


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_our_termbase_is_valid_and_comes_back_whole(flavour: str, tmp_path: Path, our_termbase: Termbase, shared: Path):
    pytest.importorskip("saxonche")
    entries = list(our_termbase.concepts.values())
    path = tmp_path / "t.tbx"
    write(entries, path, flavour)
    assert read(path)[0] == [by_status(item) for item in entries]
    want = "v2" if flavour == "tbx" else "v3"
    script = shared / "interop" / "scripts" / "validate_tbx.py"
    run = subprocess.run(
        [sys.executable, script, "--strict", "-q", "--want", want, path], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


letters = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Zs")), min_size=1, max_size=12)
texts = st.builds(lambda text: " ".join(text.split()), letters).filter(lambda text: text and ": " not in text)


@st.composite
def entries(draw) -> ConceptEntry:
    import unicodedata

    def clean(text: str) -> str:
        return unicodedata.normalize("NFC", text).strip()

    names = draw(st.lists(texts.map(clean).filter(bool), min_size=1, max_size=4, unique=True))
    statuses = ["preferred", *(draw(st.sampled_from(["admitted", "deprecated", "forbidden"])) for _ in names[1:])]
    order = ["preferred", "admitted", "deprecated", "forbidden"]
    terms = sorted(
        (
            TermSection(n, s, part_of_speech=draw(st.sampled_from([None, "noun", "verb"])))
            for n, s in zip(names, statuses, strict=True)
        ),
        key=lambda term: order.index(term.status),
    )
    language = draw(st.sampled_from(["fa", "zh-Hant", "en-GB"]))
    return ConceptEntry("c-1", "field", (LanguageSection(language, tuple(terms)),))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(entry=entries(), flavour=st.sampled_from(FLAVOURS))
def test_any_entry_comes_back(entry: ConceptEntry, flavour: str, tmp_path: Path):
    path = tmp_path / "h.tbx"
    write([entry], path, flavour)
    assert read(path)[0] == [entry]


def test_a_pair_takes_only_entries_with_both(tmp_path: Path):
    path = tmp_path / "t.tbx"
    assert write([entry(), NETWORK], path, source="fa", target="en") == 1
    assert [section.language for section in read(path)[0][0].languages] == ["fa", "en"]


def test_weblate_gets_its_own_words(tmp_path: Path):
    path = tmp_path / "t.tbx"
    write([entry()], path, profile="weblate")
    text = path.read_text(encoding="utf-8")
    assert ">forbidden<" in text
    assert '"Translation needed">No<' in text
    assert read(path)[0][0].do_not_translate


# file: entries, terms, codes of notices
SAMPLES = {
    "good/tbx2.tbx": (2, 4, set()),
    "good/tbx3-basic-dca.tbx": (1, 4, set()),
    "omegat/glossaries/sampleTBXfile.tbx": (1, 2, set()),
    "suse_termweb/zh-CN.extract.tbx": (3, 5, {"language-tag"}),
    "weblate/fr-extended-metadata.tbx": (2, 4, {"namespace", "category-as-note"}),
    "weblate/terms_lokalize.extract.tbx": (3, 7, set()),
    "tbx_ltac_testfiles/min_good.tbx": (45, 113, set()),
    "tbx_ltac_testfiles/core_structure_good.tbx": (45, 113, set()),
    "tbx_ltac_testfiles/basic_good.tbx": (45, 113, {"category-as-note"}),
    "tbx_ltac_converter/Good-Basic2.tbx": (25, 47, {"category-as-note"}),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_files_of_other_tools(name: str, shared: Path):
    back, notices = read(shared / "interop" / "samples" / name)
    concepts, terms, codes = SAMPLES[name]
    assert len(back) == concepts
    assert sum(len(section.terms) for item in back for section in item.languages) == terms
    assert set(notices.counts) == codes


def martif(body: str, root: str = '<martif type="TBX-Basic" xml:lang="en">') -> str:
    return (
        f'<?xml version="1.0"?>\n{root}<martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>'
        f"</martifHeader><text><body>{body}</body></text></martif>"
    )


def one(tmp_path: Path, body: str, **options) -> tuple[list[ConceptEntry], Notices]:
    path = tmp_path / "x.tbx"
    path.write_text(martif(body), encoding="utf-8")
    return read(path, **options)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("preferred", "preferred"),
        ("admittedTerm-admn-sts", "admitted"),
        ("notRecommended", "deprecated"),
        ("supersededTerm-admn-sts", "deprecated"),
        ("deprecatedTerm-admn-sts", "deprecated"),
        ("obsolete", "deprecated"),
        ("forbidden", "forbidden"),
    ],
)
def test_statuses_of_other_tools(said: str, status: str, tmp_path: Path):
    note = f'<termNote type="administrativeStatus">{said}</termNote>'
    back, _ = one(
        tmp_path, f'<termEntry id="c"><langSet xml:lang="en"><tig><term>a</term>{note}</tig></langSet></termEntry>'
    )
    assert back[0].languages[0].terms[0].status == status


def test_unknown_categories_become_notes(tmp_path: Path):
    body = (
        '<termEntry id="c"><descrip type="figure">here</descrip><langSet xml:lang="en"><ntig><termGrp>'
        '<term>a <hi>b</hi></term><termNote type="register">slang</termNote></termGrp></ntig></langSet></termEntry>'
    )
    back, notices = one(tmp_path, body)
    assert back[0].note == "figure: here"
    assert back[0].languages[0].terms[0].term == "a b"
    assert back[0].languages[0].terms[0].note == "register: slang"
    assert notices.counts == {"category-as-note": 2}


def test_ids_stay_unique(tmp_path: Path):
    lone = '<termEntry id="c"><langSet xml:lang="en"><tig><term>a</term></tig></langSet></termEntry>'
    back, notices = one(tmp_path, lone * 2)
    assert [item.id for item in back] == ["c", "c-2"]
    assert "duplicate-id" in notices.counts


def test_an_id_made_unique_takes_no_later_one(tmp_path: Path):
    lone = '<termEntry id="{}"><langSet xml:lang="en"><tig><term>a</term></tig></langSet></termEntry>'
    back, _ = one(tmp_path, "".join(lone.format(name) for name in ("c", "c", "c-2", "c-2")))
    assert [item.id for item in back] == ["c", "c-2", "c-2-2", "c-2-3"]


LANGUAGE = '<langSet xml:lang="en"><tig><term>ore</term></tig></langSet>'


@pytest.mark.parametrize(
    ("category", "related"),
    [
        ('<ref type="crossReference" target="#_5g">rare earth oxide</ref>', (("related", "5g"),)),
        ('<ref type="crossReference" target="c2">Homonym</ref>', (("homonym", "c2"),)),
        ('<descrip type="superordinateConceptGeneric" target="c2">x</descrip>', (("broader", "c2"),)),
        ('<descrip type="subordinateConceptPartitive" target="c2">x</descrip>', (("narrower", "c2"),)),
        ('<descrip type="relatedConcept" target="c2">x</descrip>', (("related", "c2"),)),
        ("<note>Relation: homonym c2</note>", (("homonym", "c2"),)),
        ("<note>Relation: broader</note>", ()),
        ("<note>Relation: odd c2</note>", ()),
    ],
)
def test_references_become_relations_that_the_termbase_knows(category: str, related: Any, tmp_path: Path):
    back, _ = one(tmp_path, f'<termEntry id="c">{category}{LANGUAGE}</termEntry>')
    assert back[0].related == related
    assert bool(back[0].note) == (not related)  # what is no relation is kept as a note


@pytest.mark.parametrize(
    "category",
    [
        "<note>Term type: odd</note>",
        "<note>Part of speech: thing</note>",
        '<termNote type="grammaticalGender">common</termNote>',
    ],
)
def test_values_of_no_list_stay_notes(category: str, tmp_path: Path):
    body = f'<termEntry id="c"><langSet xml:lang="en"><tig><term>ore</term>{category}</tig></langSet></termEntry>'
    term = one(tmp_path, body)[0][0].languages[0].terms[0]
    assert (term.type, term.part_of_speech, term.gender) == ("full-form", None, None)
    assert term.note


def sections(tmp_path: Path, *terms: tuple[str, str]) -> list[tuple[str, str]]:
    inside = "".join(
        f"<tig><term>{text}</term>"
        + (f'<termNote type="administrativeStatus">{said}</termNote>' if said else "")
        + "</tig>"
        for text, said in terms
    )
    back, _ = one(tmp_path, f'<termEntry id="c"><langSet xml:lang="en">{inside}</langSet></termEntry>')
    return [(term.term, term.status) for term in back[0].languages[0].terms]


def test_a_language_has_one_preferred_term(tmp_path: Path):
    assert sections(tmp_path, ("a", "preferred"), ("b", "preferred")) == [("a", "preferred"), ("b", "admitted")]
    assert sections(tmp_path, ("a", "deprecated"), ("b", "")) == [("a", "deprecated"), ("b", "preferred")]
    assert sections(tmp_path, ("a", ""), ("b", "preferred")) == [("a", "admitted"), ("b", "preferred")]
    assert sections(tmp_path, ("a", "admitted"), ("b", "")) == [("a", "admitted"), ("b", "preferred")]
    assert sections(tmp_path, ("a", ""), ("a", ""), ("b", "")) == [("a", "preferred"), ("b", "admitted")]


def test_a_term_that_stands_twice_is_one_with_all_that_is_said(tmp_path: Path):
    body = (
        '<termEntry id="c"><langSet xml:lang="en"><tig><term>ore</term><note>one</note></tig><tig><term>ore</term>'
        '<termNote type="partOfSpeech">noun</termNote><note>two</note></tig></langSet></termEntry>'
    )
    (term,) = one(tmp_path, body)[0][0].languages[0].terms
    assert (term.note, term.part_of_speech, term.status) == ("one\ntwo", "noun", "preferred")


def test_a_second_subject_field_is_kept(tmp_path: Path):
    field = '<descrip type="subjectField">{}</descrip>'
    body = f'<termEntry id="c">{field.format("Mining")}{field.format("Law")}{LANGUAGE}</termEntry>'
    back, _ = one(tmp_path, body)
    assert (back[0].subject_field, back[0].note) == ("Mining", "subjectField: Law")
    back, _ = one(tmp_path, body, subject_field="energy")
    assert (back[0].subject_field, back[0].note) == ("energy", "subjectField: Law")


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_gender_comes_back(flavour: str, tmp_path: Path):
    terms = (TermSection("a", gender="feminine"), TermSection("b", "admitted", gender="common"))
    item = ConceptEntry("c", "field", (LanguageSection("ps", terms),))
    write([item], tmp_path / "t.tbx", flavour)
    assert read(tmp_path / "t.tbx")[0] == [item]


@pytest.mark.parametrize(
    "body",
    [
        '<termEntry id="c"><langSet xml:lang="en"><tig><term> </term></tig></langSet></termEntry>',
        '<termEntry id="c"><langSet><tig><term>a</term></tig></langSet></termEntry>',
        '<termEntry id="c"><langSet xml:lang="!"><tig><term>a</term></tig></langSet></termEntry>',
        '<termEntry id="c"/>',
    ],
)
def test_entries_without_a_term_are_counted(body: str, tmp_path: Path):
    back, notices = one(tmp_path, body)
    assert back == []
    assert notices.skipped["no-term"] == 1


def test_languages_asked_for_must_be_there(tmp_path: Path):
    body = '<termEntry id="c"><langSet xml:lang="en"><tig><term>a</term></tig></langSet></termEntry>'
    back, notices = one(tmp_path, body, source="en", target="fa")
    assert not back
    assert notices.examples["no-term"][0].message == "the entry has no term in fa"


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/hostname">]><martif>&x;</martif>',
        martif('<termEntry id="c">').replace("</martif>", ""),
    ],
)
def test_hostile_files_are_refused(text: str, tmp_path: Path):
    path = tmp_path / "x.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError):
        read(path)


def test_tbx_min_of_2013(tmp_path: Path):
    path = tmp_path / "m.tbx"
    path.write_text(
        '<?xml version="1.0"?><TBX dialect="TBX-Min"><header><id>x</id></header><body><entry id="e1">'
        '<subjectField>mining</subjectField><langGroup xml:lang="en"><termGroup><term>ore</term>'
        "<partOfSpeech>noun</partOfSpeech><termStatus>preferred</termStatus></termGroup></langGroup></entry></body></TBX>",
        encoding="utf-8",
    )
    back, notices = read(path)
    term = back[0].languages[0].terms[0]
    assert (back[0].subject_field, term.term, term.part_of_speech, term.status) == (
        "mining",
        "ore",
        "noun",
        "preferred",
    )
    assert set(notices.counts) == {"tbx-min-2013"}
