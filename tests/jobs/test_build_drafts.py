"""A build proposes concepts: drafts that follow the sources, stay as a person leaves them, and reach nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode import workspace as workspaces
from termlode.jobs.build import build
from termlode.jobs.drafts import accept
from termlode.termbase.drafts.folder import files

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.workspace import Workspace

TEXTS = {
    "en": "The wind turbine stands near the harbour.\n\nA wind turbine needs a gearbox.\n\nThe gearbox broke.\n",
    "fa": "توربین بادی نزدیک بندر ایستاده است.\n\nتوربین بادی به گیربکس نیاز دارد.\n\nگیربکس خراب شد.\n",
}


def made(root: Path) -> Workspace:
    (root / "termlode.toml").write_text('name = "x"\nlanguages = ["en", "fa"]\n', encoding="utf-8")
    (root / "termbase").mkdir()
    (root / "sources").mkdir()
    for tag, text in TEXTS.items():
        (root / "sources" / f"wind.{tag}.txt").write_text(text, encoding="utf-8")
    return workspaces.load(root)


def drafts(place: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(place.drafts.glob("*.yaml"))}


def touch(place: Workspace) -> None:
    """Make the next build look at everything, with all that was kept."""
    path = place.root / "termlode.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")


def test_a_build_proposes_and_a_person_decides(tmp_path: Path):
    place = made(tmp_path)
    result = build(place)
    first = drafts(place)
    assert first
    assert result.figures()["drafts"] == len(result.drafts) > 0
    assert "<h2>Drafts</h2>" in (place.output / "report.html").read_text(encoding="utf-8")
    assert not any("gearbox" in path.read_text(encoding="utf-8") for path in place.output.glob("terms.*"))
    assert build(place).figures()["drafts"] == len(result.drafts)

    touch(place)
    build(place)
    assert drafts(place) == first

    file = next(iter(files(place.drafts).values()))
    one = file.blocks[0].draft
    accept(place, file.path, refuse=[str(one.number)])
    touch(place)
    build(place)
    left = [two.draft.terms for some in files(place.drafts).values() for two in some.blocks]
    assert one.terms not in left  # another counterpart of either may be proposed
