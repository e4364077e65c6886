"""Whatever is edited, all other bytes of the repository's own files stay; and a whole life of edits is followed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.termbase.blocks import Blocks
from termlode.termbase.load import load
from termlode.termbase.save import Change, save

FILES = sorted((Path(__file__).resolve().parents[2] / "termbase").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES[:6], ids=lambda path: path.stem)
def test_cutting_into_blocks_loses_nothing(path):
    text = path.read_text(encoding="utf-8")
    blocks = Blocks(text, path)
    assert blocks.text() == text
    assert len(blocks.blocks) == sum(1 for line in text.splitlines() if line[:1].isalnum() and line.endswith(":"))


def test_a_note_more_is_a_line_more(tmp_path, repository):
    source = min((repository / "termbase").glob("*.yaml"), key=lambda path: path.stat().st_size)
    shutil.copy(source, tmp_path)
    before = (tmp_path / source.name).read_text(encoding="utf-8").splitlines()
    concepts = load(tmp_path).concepts
    plain = [entry for entry in concepts.values() if entry.note is None]
    save(tmp_path, [Change(entry, replace(entry, note="a remark")) for entry in plain])
    after = (tmp_path / source.name).read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before) + len(plain)
    assert [line for line in after if line != "  note: a remark"] == before
    noted = load(tmp_path).concepts
    save(tmp_path, [Change(noted[entry.id], entry) for entry in plain])
    assert (tmp_path / source.name).read_text(encoding="utf-8").splitlines() == before


TEXTS = st.sampled_from(
    ["battery", "باتری‌ها", "电池", "yes", "a: b", "# no", "'q'", "- x", "12", "{y}", "é", "true", "~"]
)
IDS = st.sampled_from(["one", "two", "three"])


class Life(RuleBasedStateMachine):
    """Adds, changes and removes concepts, and compares the folder with what it should say."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = Path(tempfile.mkdtemp(prefix="termlode-life-"))
        self.model: dict[str, ConceptEntry] = {}

    @rule(concept=IDS, field=st.sampled_from(["energy", "metals"]), text=TEXTS)
    def add(self, concept: str, field: str, text: str) -> None:
        if concept not in self.model:
            entry = ConceptEntry(concept, field, (LanguageSection("en", (TermSection(text),)),))
            self._save(Change(None, entry))

    @rule(concept=IDS, note=st.none() | TEXTS, field=st.sampled_from(["energy", "metals"]))
    def describe(self, concept: str, note: str | None, field: str) -> None:
        if entry := self.model.get(concept):
            self._save(Change(entry, replace(entry, note=note, subject_field=field)))

    @rule(concept=IDS, language=st.sampled_from(["fa", "en", "zh"]), texts=st.lists(TEXTS, min_size=1, unique=True))
    def translate(self, concept: str, language: str, texts: list[str]) -> None:
        if entry := self.model.get(concept):
            others = tuple(section for section in entry.languages if section.language != language)
            section = LanguageSection(language, tuple(TermSection(text, "admitted") for text in texts))
            self._save(Change(entry, replace(entry, languages=(*others, section))))

    @rule(concept=IDS)
    def remove(self, concept: str) -> None:
        if entry := self.model.get(concept):
            self._save(Change(entry, None))

    def _save(self, change: Change) -> None:
        save(self.folder, [change])
        if change.after is None:
            del self.model[change.concept]
        else:
            self.model[change.concept] = change.after

    @invariant()
    def the_folder_says_what_it_should(self) -> None:
        assert load(self.folder).concepts == self.model

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


Life.TestCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
TestLife = Life.TestCase
