"""Review files as jobs write them, with markup in every text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.alignment import review
from termlode.alignment.pairing import Alignment
from termlode.correction.report import COLUMNS, KIND, escape
from termlode.model import Bead, Location, Segment
from termlode.termbase.drafts import review as drafts

if TYPE_CHECKING:
    from pathlib import Path

EVIL = '<img src=x onerror="document.title=\'bad\'"><script>document.title="bad"</script>'
SOURCE = ("معدن مس کشف شد.", f"وزیر {EVIL} گفت.", "پایان.", "بی‌جفت.")
TARGET = ("A copper mine was found.", f"The minister said {EVIL}.", "The end.", "And more.")
TEXT = f"كتابها را می خواند {EVIL}. كتابها را دید."


def alignment(path: Path, pairs: int = 0) -> Path:
    """A review with a sure bead, a doubtful one, nulls, and as many more sure ones."""
    source = [*SOURCE, *(f"جملهٔ شمارهٔ {k} از متن بلند." for k in range(pairs))]
    target = [*TARGET, *(f"Sentence number {k} of a long text." for k in range(pairs))]

    def segments(texts: list[str], tag: str) -> tuple[Segment, ...]:
        places = (Location(f"{EVIL}.{tag}.txt", k, 0, len(text)) for k, text in enumerate(texts))
        return tuple(Segment(text, tag, location=place) for text, place in zip(texts, places, strict=True))

    beads = [
        Bead((0,), (0,), 0.95, ("1-1", EVIL)),
        Bead((1, 2), (1, 2), 0.4, ("2-2", EVIL)),
        Bead((3,), (), 0.9, ("no counterpart",)),
        Bead((), (3,), 0.9, ("no counterpart",)),
        *(Bead((k,), (k,), 0.3 if k % 10 == 0 else 0.9) for k in range(4, 4 + pairs)),
    ]
    review.write(Alignment(tuple(beads), segments(source, "fa"), segments(target, "en"), 0.8, ("a", "b")), path)
    return path


def corrections(path: Path) -> Path:
    """A review of corrections of ``a.txt`` beside it: two rows of one rule, two of others."""
    (path.parent / "a.txt").write_text(TEXT, encoding="utf-8")
    second = TEXT.rindex("كتابها")
    edits = [
        ("accept", 0, 1, "ک", "char.kaf", "char"),
        ("?", 4, 4, "\u200c", "zwnj.plural", "zwnj"),
        ("?", TEXT.index(" خ"), TEXT.index(" خ") + 1, "\u200c", "zwnj.prefix", "zwnj"),
        ("?", second + 4, second + 4, "\u200c", "zwnj.plural", "zwnj"),
    ]
    lines = [f"{KIND} · termlode", "\t".join(COLUMNS)]
    for said, start, end, after, rule, kind in edits:
        left, right = TEXT[max(0, start - 40) : start], TEXT[end : end + 40]
        plain = [
            said,
            "a.txt",
            "1",
            str(start),
            str(end),
            escape(TEXT[start:end]),
            escape(after),
            "suggest",
            kind,
            rule,
        ]
        lines.append("\t".join([*plain, "0.90", escape(EVIL), escape(left), escape(right)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def draft_review(path: Path) -> Path:
    """A review of two drafts."""
    rows = [
        ["", "mining", "1", "ore", "0.90", f"en=ore {EVIL} | fa=سنگ معدن", "", f"0.9 {EVIL}", "abc"],
        ["", "mining", "2", "shaft", "0.60", "en=shaft | zh=竖井", "mine", "0.6 alike", "def"],
    ]
    lines = [drafts.head("drafts"), "\t".join(drafts.COLUMNS), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
