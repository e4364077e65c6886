"""Documents that cannot be aligned: one clear line, exit code 3, nothing written."""

from __future__ import annotations

import pytest

from tests.alignment.texts import CORPUS

LONG = " ".join(text.rstrip(".") for text in CORPUS["en"] * 20)
FILES = {
    "fa.txt": "\n".join(CORPUS["fa"]) + "\n",
    "en.txt": "\n".join(CORPUS["en"]) + "\n",
    "many.txt": "\n".join(CORPUS["fa"] * 50) + "\n",
    "blank.txt": " \n\n \n",
    "empty.txt": "",
    "huge.txt": LONG + "\n",
    "three.txt": "\n".join(CORPUS["en"][:1]) + "\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("many.txt", "three.txt"), "times as long as"),
        (("fa.txt", "huge.txt"), "huge.txt"),
        (("fa.txt", "blank.txt"), "blank.txt: has no text to align"),
        (("empty.txt", "en.txt"), "empty.txt: has no text to align"),
        (("en.txt", "en.txt"), "both texts are in en"),
        (("en.txt", "huge.txt"), "both texts are in en"),
        (("binary.txt", "en.txt"), "binary.txt: is a binary file"),
    ],
)
@pytest.mark.parametrize("unit", ["lines", "sentences"])
def test_is_refused_with_the_reason(termlode, folder, names, words, unit):
    ladder = folder / "out.ladder"
    found = termlode("align", *(str(folder / name) for name in names), "--segments", unit, "--beads", str(ladder))
    assert found.returncode == 3
    assert words in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1
    assert not ladder.exists()


def test_one_huge_segment_is_aligned_where_it_is_a_translation(termlode, folder):
    (folder / "joined.txt").write_text(" ".join(CORPUS["en"]) + "\n", encoding="utf-8")
    (folder / "five.txt").write_text("\n".join(CORPUS["fa"][:5]) + "\n", encoding="utf-8")
    (folder / "one.txt").write_text(" ".join(CORPUS["en"][:5]) + "\n", encoding="utf-8")
    ladder = folder / "out.ladder"
    names = [str(folder / name) for name in ("five.txt", "one.txt")]
    found = termlode("align", *names, "--segments", "lines", "--beads", str(ladder))
    assert found.returncode == 0, found.stderr
    assert ladder.read_text(encoding="utf-8").startswith("[0, 1, 2, 3, 4]:[0]:")
