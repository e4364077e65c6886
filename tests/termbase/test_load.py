"""Loading: what is read, and what each kind of bad file is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode.errors import TermbaseError, UnreadableError
from termlode.model import ConceptEntry, LanguageSection, OcrVariant, TermSection
from termlode.termbase.load import load, parse
from termlode.termbase.plain_yaml import dump
from termlode.termbase.records import from_record, to_record
from termlode.termbase.slugs import is_slug, slug
from tests.termbase.helpers import terms_of

GOOD = "a:\n  terms:\n    en:\n      - term: one\n"


def test_everything_is_read(folder):
    termbase = load(folder)
    assert list(termbase.concepts) == ["rare-earth-elements", "rare-metals", "battery", "magnet", "rare-earth-magnet"]
    entry = termbase.concepts["rare-earth-elements"]
    assert entry.subject_field == "critical-minerals"
    assert entry.definition == "Seventeen metals."
    assert entry.related == (("homonym", "rare-metals"),)
    short = terms_of(entry, "fa")[1]
    assert (short.term, short.status) == ("خاکی کمیاب", "admitted")
    assert short.variants == (OcrVariant("حاکی کمیاب", "realword"),)
    assert [term.type for term in terms_of(entry, "en")] == ["full-form", "short-form", "acronym"]


def test_places_name_file_and_line(folder):
    termbase = load(folder)
    place = termbase.places["rare-metals",]
    lines = place.path.read_text(encoding="utf-8").splitlines()
    assert lines[place.line - 1] == "rare-metals:"
    place = termbase.places["rare-earth-elements", "fa", "1"]
    assert "خاکی کمیاب" in lines[place.line - 1]


def test_the_repository_loads(our_termbase):
    concepts = our_termbase.concepts
    assert len(concepts) >= 233
    assert all(entry.section(language) for entry in concepts.values() for language in ("fa", "ar", "zh", "ps", "en"))


EVIDENCE = """a:
  terms:
    en:
      - term: one
        region: [Scotland, Wales]
        homonyms: [two]
        attested-in:
          bulletin: 12
          corpus: 3
    ps:
      note: No term is established.
      terms: []
"""


def test_regions_homonyms_attestations_and_empty_languages_are_read_and_written():
    (entry,), _ = parse(EVIDENCE, Path("x.yaml"))
    (term,) = terms_of(entry, "en")
    assert (term.region, term.homonyms) == (("Scotland", "Wales"), ("two",))
    assert [(one.document, one.count) for one in term.attestations] == [("bulletin", 12), ("corpus", 3)]
    assert entry.languages[1] == LanguageSection("ps", (), note="No term is established.")
    assert parse(dump({"a": to_record(entry)}), Path("x.yaml"))[0] == (entry,)


@pytest.mark.parametrize("said", ["often", "0", "-1", "1.5", ""])
def test_a_count_of_places_is_a_positive_number(said):
    with pytest.raises(TermbaseError, match="not a number of places") as error:
        parse(EVIDENCE.replace("bulletin: 12", f"bulletin: {said}"), Path("x.yaml"))
    assert error.value.line == 8


def test_the_register_of_documents(tmp_path):
    (tmp_path / "x.yaml").write_text(EVIDENCE, encoding="utf-8")
    register = tmp_path / "documents.tsv"
    register.write_text("id\tkind\tlanguage\ttitle\nbulletin\toriginal\ten\tA bulletin\n", encoding="utf-8")
    assert load(tmp_path).documents["bulletin"].title == "A bulletin"
    register.write_text("bulletin\trumour\ten\tA bulletin\n", encoding="utf-8")
    with pytest.raises(TermbaseError, match="'rumour' is unknown") as error:
        load(tmp_path)
    assert (error.value.path, error.value.line) == (register, 1)


def test_no_is_a_word_and_not_false():
    entries, _ = parse(
        "a:\n  note: no\n  terms:\n    no:\n      - term: yes\n      - term: 2024-01-01\n", Path("x.yaml")
    )
    assert entries[0].note == "no"
    assert [term.term for term in entries[0].languages[0].terms] == ["yes", "2024-01-01"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a:\n  terms:\n    en:\n      - term: one\na:\n  terms: {}\n", 5, "'a' stands twice, first on line 1"),
        ("a:\n  note: x\n  note: y\n  terms: {}\n", 3, "'note' stands twice"),
        ("a:\n  terms:\n    en:\n      - term: x\n        term: y\n", 5, "'term' stands twice"),
        ("a:\n  terms:\n    en:\n      - term: one\n        staus: preferred\n", 5, "unknown key 'staus'"),
        ("a:\n  terms:\n    en:\n      - term: one\n        status: best\n", 5, "status 'best' is unknown"),
        ("a:\n  terms:\n    en:\n      - status: preferred\n", 4, "a term without text"),
        ("a:\n  terms:\n    en:\n      - one\n", 4, "a term is not a mapping"),
        ("a:\n  terms:\n    en: one\n", 3, "is not a list"),
        ("a:\n  definition: x\n", 1, "has no terms"),
        ("A b:\n  terms: {}\n", 1, "is not a concept id"),
        ("a:\n  terms:\n    not a tag:\n      - term: x\n", 3, "is not a language tag"),
        ("a:\n  terms:\n    en: []\n    eng: []\n", 4, "language en stands twice"),
        ("a:\n  do-not-translate: maybe\n  terms: {}\n", 2, "do-not-translate is 'maybe'"),
        ("a:\n  related:\n    - above: b\n  terms: {}\n", 3, "unknown key 'above'"),
        ("a:\n  terms:\n    fa:\n      - term: x\n        variants:\n          - text: y\n", 6, "without kind"),
        ("a:\n  terms:\n    en:\n      - term: 'one\n", 5, "not valid YAML"),
        ("a:\n\tterms: {}\n", 2, "not valid YAML"),
        ("a:\n  note: \x07\n", 2, "does not allow"),
        ("- a\n- b\n", 1, "the file is not a mapping"),
        ("a:\n  terms:\n    en:\n      - term: one\n        forms:\n          - ''\n", 6, "forms is empty"),
        ("a:\n  note:\n    - x\n  terms: {}\n", 2, "note is not a text"),
    ],
)
def test_bad_entries_name_the_line(text, line, reason):
    with pytest.raises(TermbaseError) as caught:
        parse(text, Path("energy.yaml"))
    assert caught.value.line == line
    assert reason in str(caught.value)
    assert str(caught.value).startswith(f"energy.yaml, line {line}: ")
    assert caught.value.cure


@pytest.mark.parametrize(
    "text",
    ["[" * 5000, "a: " + "[x, " * 3000, "- " * 4000, "? " * 4000, "a:\n  " + "{b: " * 2000, "a:\n  note: " + "[" * 200],
)
def test_files_nested_too_deeply_are_refused(text):
    with pytest.raises(TermbaseError, match="is nested too deeply"):
        parse(text, Path("x.yaml"))


def test_brackets_in_texts_are_no_nesting():
    lines = "".join(
        f"{name}:\n  note: 'see [{name}'\n  terms:\n    en:\n      - term: {name}\n"
        for name in map("c{}".format, range(300))
    )
    assert len(parse(lines, Path("x.yaml"))[0]) == 300


def test_an_id_in_two_files_names_both(folder):
    (folder / "metals.yaml").write_text("battery:\n  terms:\n    en:\n      - term: x\n", encoding="utf-8")
    with pytest.raises(TermbaseError, match=r"metals\.yaml, line 1: concept battery stands twice, first in .*industry"):
        load(folder)


def test_unreadable_files(folder):
    path = folder / "metals.yaml"
    path.write_bytes(b"a:\n  note: \xff\xfe\n")
    with pytest.raises(UnreadableError, match="line 2: is not UTF-8"):
        load(folder)
    path.unlink()
    with pytest.raises(UnreadableError, match="termlode init"):
        load(folder / "nowhere")
    (folder / "My Terms.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(TermbaseError, match="is not a subject field"):
        load(folder)


def test_an_empty_file_and_a_byte_order_mark(folder):
    (folder / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    (folder / "marked.yaml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load(folder).concepts["a"].subject_field == "marked"


# ── records round trip ───────────────────────────────────────────────────────────────────────────

texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\u2028\u2029\ufeff"),
    min_size=1,
    max_size=12,
).filter(str.strip)
maybe = st.none() | texts
variants = st.builds(OcrVariant, texts, st.sampled_from(["nonword", "realword"]), maybe)
terms = st.builds(
    TermSection,
    texts,
    st.sampled_from(["preferred", "admitted", "deprecated", "forbidden"]),
    st.sampled_from(["full-form", "acronym", "phrase"]),
    maybe,
    maybe,
    st.sampled_from(["verified", "unverified"]),
    maybe,
    maybe,
    st.lists(texts, max_size=2).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
    st.lists(variants, max_size=2).map(tuple),
)
sections = st.lists(
    st.builds(
        LanguageSection,
        st.sampled_from(["fa", "ar", "zh", "ps", "en"]),
        st.lists(terms, min_size=1, max_size=2).map(tuple),
        maybe,
        maybe,
    ),
    unique_by=lambda section: section.language,
    max_size=3,
).map(tuple)
related = st.lists(st.tuples(st.sampled_from(["broader", "homonym"]), st.just("other")), max_size=2).map(tuple)
entries = st.builds(
    ConceptEntry, st.just("some-concept"), st.just("energy"), sections, maybe, maybe, maybe, related, st.booleans()
)


@settings(deadline=None)
@given(entries)
def test_records_say_all_of_an_entry(entry):
    assert from_record(entry.id, entry.subject_field, to_record(entry)) == entry


@settings(max_examples=30, deadline=None)
@given(entries)
def test_yaml_says_all_of_an_entry(entry):
    found, _ = parse(dump({entry.id: to_record(entry)}), Path("energy.yaml"))
    assert list(found) == [entry]


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_no_text_makes_the_reader_crash(text):
    line: int | None = 1
    try:
        parse(text, Path("x.yaml"))
    except TermbaseError as error:
        line = error.line
    assert line is not None


def test_slugs():
    assert slug("Rare-Earth Elements (REE)") == "rare-earth-elements-ree"
    assert slug("Côte d'Ivoire") == "cote-divoire"
    assert slug("mine", {"mine", "mine-2"}) == "mine-3"
    assert is_slug("a-1")
    assert not is_slug("a--b")
    assert not is_slug("-a")
    assert not is_slug("A")
    assert not is_slug("a\n")
    with pytest.raises(Exception, match="--id"):
        slug("稀土")
