"""Termbase variants: recorded and found ones, in any inflection and order; proposals and their recording."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlode.correction import Corrector, propose, record
from termlode.errors import FormatError, TermbaseError, UsageError
from termlode.model import ConceptEntry, LanguageSection, OcrVariant, TermSection
from termlode.termbase import checks
from termlode.termbase.load import load

YAML = """# magnets and what they are made of
rare-earth-elements:
  terms:
    fa:
      - term: عناصر خاکی کمیاب  # the usual one
        status: preferred
        variants:
          - text: عناصر کمیاب حاکی
            kind: realword
magnet:
  terms:
    fa:
      - term: آهن‌ربا
        status: preferred
        variants:
          - text: آهنزبا
            kind: nonword
"""


def concept(name: str, term: str, *variants: tuple[str, str]) -> ConceptEntry:
    found = tuple(OcrVariant(text, kind) for text, kind in variants)  # type: ignore[arg-type]
    return ConceptEntry(name, "metals", (LanguageSection("fa", (TermSection(term, variants=found),)),))


CONCEPTS = (
    concept("ree", "عناصر خاکی کمیاب", ("عناصر کمیاب حاکی", "realword")),
    concept("magnet", "آهن‌ربا", ("آهنزبا", "nonword")),
    concept("chain", "زنجیره تأمین"),
)
CORRECTOR = Corrector(CONCEPTS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("آهنزبا را ساختند", "آهن‌ربا را ساختند"),
        ("آهنزباهای قوی را ساختند", "آهن‌رباهای قوی را ساختند"),
        ("آهنزبای قوی را ساختند", "آهن‌ربای قوی را ساختند"),
        ("عناصر حاکی کمیاب را یافتند", "عناصر خاکی کمیاب را یافتند"),
        ("عناصر کمیاب حاکی را یافتند", "عناصر کمیاب خاکی را یافتند"),
        ("صادرات حاکی کمیاب بالا رفت", "صادرات خاکی کمیاب بالا رفت"),
        ("این خبر حاکی از رشد است", "این خبر حاکی از رشد است"),
        ("عناصر حاکی از رشد است", "عناصر حاکی از رشد است"),
        ("حاکی بودن خبر روشن است", "حاکی بودن خبر روشن است"),
        ("در زنجیزه تأمین کالا خلل افتاد", "در زنجیره تأمین کالا خلل افتاد"),
    ],
)
def test_variants_are_corrected_where_they_are_wrong(before: str, after: str):
    assert CORRECTOR.run(before, "fa").text == after


def test_an_edit_names_the_term_it_stands_for():
    (edit,) = CORRECTOR.run("آهنزبا را ساختند", "fa").edits
    assert edit.kind == "variant"
    assert edit.rule == "variant.nonword"
    assert "magnet" in edit.evidence


def test_proposals_are_misreadings_and_never_inflections():
    text = "زنجیزه تأمین کالا. زنجیره‌های تأمین و زنجیره‌ای دیگر. خاکی‌های کمیاب و عناصر خاکی کمپاب. آهن‌رباهایی که ساختند."
    found = propose.propose(text, CONCEPTS)
    assert {(p.variant, p.concept) for p in found} == {("زنجیزه تأمین", "chain"), ("عناصر خاکی کمپاب", "ree")}
    assert all(p.kind == "nonword" and p.beside == 1 and p.contexts for p in found)


def test_a_real_word_is_proposed_only_with_its_phrase():
    concepts = (concept("soil", "خاک سبک"),)
    assert propose.propose("چاک پیراهن و حال سبک بود", concepts) == []
    assert propose.propose("در خانه ختک نبود", concepts, ["ختک"]) == []


def test_another_spelling_of_a_term_is_no_misreading():
    concepts = (concept("technology", "فناوری"), concept("quality", "کیفیت هوا"))
    text = "فنآوری تازه و فن‌آوری تازه. فتاوری تازه. كيفيت هوا. کیفیت هوآ و کبفیت هوا."
    assert {p.variant for p in propose.propose(text, concepts)} == {"فتاوری", "کبفیت هوا"}


def test_what_is_proposed_passes_the_checks_of_the_termbase(tmp_path: Path):
    yaml = "{}:\n  terms:\n    fa:\n      - term: {}\n        status: preferred\n"
    terms = ["فناوری", "زنجیره تأمین", "زنجیره جهانی", "گرد خاکی", "خاکی کمیاب", "خاک سبک", "بازار جهانی"]
    (tmp_path / "a.yaml").write_text("".join(yaml.format(f"c{i}", term) for i, term in enumerate(terms)), "utf-8")
    concepts = tuple(load(tmp_path).concepts.values())
    text = (
        "فنآوری و فتاوری. زنجیزه تأمین و زنجیزه جهانی. حاکی کمیاب، گرد حاکی و خاکی کمپاب. چاک سبک."
        " بازار چهانی. بازار حهانی. زنجیره چهانی."
    )
    found = propose.propose(text, concepts)
    assert {"فتاوری", "زنجیزه تأمین", "خاکی کمپاب", "بازار حهانی"} <= {p.variant for p in found}
    assert any("حاکی" in p.variant for p in found)
    assert record.accept(tmp_path, found)
    assert list(checks.run(load(tmp_path), select=["T5"])) == []


def test_a_misread_word_belongs_to_the_concept_of_that_word():
    concepts = (concept("green-steel", "فولاد سبز"), concept("steel", "فولاد"), concept("plant", "کارخانه فولاد"))
    text = "فولاذ سبز گران است. کارخانه فولاذ و فولاذهای تازه."
    (one,) = propose.propose(text, concepts)
    assert (one.variant, one.term, one.concept, one.count, one.beside) == ("فولاذ", "فولاد", "steel", 3, 2)


def test_parts_of_a_hyphenated_term_are_words_too():
    (one,) = propose.propose("باتری لیتبوم-یون", (concept("ion", "باتری لیتیوم-یون"), concept("lithium", "لیتیوم")))
    assert (one.variant, one.concept) == ("لیتبوم", "lithium")


def test_a_word_without_a_concept_of_its_own_is_proposed_with_the_shortest_term_that_fits():
    concepts = (concept("chip-value-chain", "زنجیره تأمین تراشه"), concept("chain", "زنجیره تأمین"))
    (one,) = propose.propose("زنجیزه تأمین کالا و زنجیزه تأمین گاز", concepts)
    assert (one.variant, one.concept, one.count) == ("زنجیزه تأمین", "chain", 2)
    (one,) = propose.propose("زنجیزه تأمین تراشه", concepts[:1])
    assert (one.variant, one.concept) == ("زنجیزه تأمین تراشه", "chip-value-chain")


@pytest.mark.parametrize(
    ("term", "variant", "found"),
    [
        ("فولاد سبز", "فولاذ", "فولاد is steel"),
        ("کارخانه فولاد", "کارحانه", "کارحانه for"),
        ("زغال سنگ", "زغالشنگ", ""),
        ("فولاد سبز", "فولاذ سبز", ""),
        ("فولاد", "فولاذ", ""),
    ],
)
def test_a_variant_of_one_word_of_a_longer_term_is_found(term: str, variant: str, found: str, tmp_path: Path):
    yaml = "{}:\n  terms:\n    fa:\n      - term: {}\n        status: preferred\n"
    variants = f"        variants: [{{text: {variant}, kind: nonword}}]\n"
    other = yaml.format("steel", "فولاد") if term != "فولاد" else ""
    (tmp_path / "a.yaml").write_text(yaml.format("one", term) + variants + other, "utf-8")
    hits = checks.run(load(tmp_path), select=["T506"])
    assert [hit.concept for hit in hits] == (["one"] if found else [])
    assert all(found in hit.detail for hit in hits)


def test_proposals_are_kept_and_accepted_into_the_yaml(tmp_path: Path):
    folder = tmp_path / "termbase"
    folder.mkdir()
    (folder / "metals.yaml").write_text(YAML, "utf-8")
    found = [
        propose.Proposal(
            "خاکی کمپاب", "عناصر خاکی کمیاب", "rare-earth-elements", "realword", 2, 1, 0.8, ("… خاکی کمپاب …",)
        )
    ]
    kept = tmp_path / "variants.tsv"
    kept.write_text(record.tsv(found, "sig"), "utf-8")
    assert record.choose(kept, [1]) == found
    assert record.accept(folder, record.choose(kept, [1, 1]), "nonword") == [folder / "metals.yaml"]
    text = (folder / "metals.yaml").read_text("utf-8")
    assert "# magnets and what they are made of" in text
    assert "# the usual one" in text
    assert text.index("rare-earth-elements") < text.index("خاکی کمپاب") < text.index("magnet:")
    assert record.accept(folder, found, "nonword") == []


def test_proposals_that_do_not_fit_are_refused(tmp_path: Path):
    folder = tmp_path / "termbase"
    folder.mkdir()
    (folder / "metals.yaml").write_text(YAML, "utf-8")
    kept = tmp_path / "p.tsv"
    kept.write_text(record.tsv([propose.Proposal("a", "b", "gone", "nonword", 1, 0, 0.5, ("c",))], "s"), "utf-8")
    with pytest.raises(UsageError, match="no proposal 7"):
        record.choose(kept, [7])
    with pytest.raises(TermbaseError, match="no concept gone"):
        record.accept(folder, record.choose(kept, [1]))
    kept.write_text("something\n", "utf-8")
    with pytest.raises(FormatError, match="line 1"):
        record.choose(kept, [1])


def test_of_two_spellings_in_the_termbase_neither_corrects_the_other():
    one = ConceptEntry("city", "geography", (LanguageSection("fa", (TermSection("دشت‌رود"),)),))
    two = ConceptEntry("city", "geography", (LanguageSection("fa", (TermSection("دشت‌رود"), TermSection("دشت رود"))),))
    text = "مردم دشت رود آرام بودند."
    assert [edit.after for edit in Corrector([one]).run(text).edits] == ["\u200c"]
    assert not Corrector([two]).run(text).edits
    assert not Corrector([two]).run(text.replace("دشت رود", "دشت‌رود")).edits
