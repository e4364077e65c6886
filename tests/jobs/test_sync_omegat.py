"""OmegaT itself opens a synced project: it loads our files, and what it saves comes back."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from termlode.jobs import sync
from termlode.model import Details, Origin, TranslationUnit, Variant
from tests.jobs.test_sync import MINE, PRICE, describe, place, project, save, texts

__all__ = ["place", "project"]  # fixtures

SHOW = """
if (eventType.toString() != "LOAD") return null
def ps = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8")
def below = { it.substring(it.lastIndexOf("/tm/") + 4) }
project.transMemories.each { name, tm -> ps.println("TM " + below(name) + " " + tm.entries.size()) }
def glossary = new File(project.projectProperties.glossaryRoot, "termlode.utf8")
ps.println("GLOSSARY " + org.omegat.gui.glossary.GlossaryReaderTSV.read(glossary, false).size())
project.allEntries.each { ps.println("ENTRY " + it.srcText + " = " + project.getTranslationInfo(it).translation) }
return null
"""


@pytest.fixture
def omegat(tmp_path: Path):
    jar = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
    if not jar.exists() or shutil.which("java") is None:
        pytest.skip("OmegaT is not installed (apt-get install omegat)")
    script = tmp_path / "show.groovy"
    script.write_text(SHOW, encoding="utf-8")

    def run(folder: Path) -> str:
        said = subprocess.run(
            ["java", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true", "-jar", jar, folder,
             "--mode=console-translate", f"--config-dir={tmp_path / 'config'}", "--no-team",
             "--disable-project-locking", f"--script={script}"],
            capture_output=True, encoding="utf-8", check=False, timeout=180,
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        return said.stdout

    return run


@pytest.mark.client
def test_omegat_loads_what_a_sync_writes_and_a_sync_reads_what_omegat_saves(place, project, omegat):
    describe(project, source_dir="__DEFAULT__", target_dir="__DEFAULT__", dictionary_dir="__DEFAULT__")
    for name in ("source", "target", "dictionary", "glossary", "tm"):
        (project / name).mkdir()
    (project / "source" / "in.txt").write_text(f"{MINE}\n\n{PRICE}\n", encoding="utf-8")
    save(project, (MINE, "A new mine opened.", "20260101T100000Z"))
    machine = TranslationUnit((Variant("fa", PRICE), Variant("en", "Price up.")), origin=Origin("machine"))
    bought = TranslationUnit(
        (Variant("fa", "معدن فروخته شد."), Variant("en", "The mine was sold.")),
        details=Details(created="20260101T000000Z"),
    )
    with place.memory(write=True) as store:
        store.add([machine, bought])
    sync.omegat(place, project)
    shown = omegat(project)
    assert "TM termlode.tmx 1" in shown
    assert "TM penalty-015/termlode.tmx 1" in shown
    assert "GLOSSARY 1" in shown
    assert f"ENTRY {MINE} = A new mine opened." in shown
    assert sync.omegat(place, project).counts["unchanged"] == 1  # in the form in which OmegaT saved it again
    assert texts(place)[MINE] == "A new mine opened."
