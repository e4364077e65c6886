"""The generated documents are those of today."""

from __future__ import annotations

import subprocess
import sys

import pytest

from termlode.cli.app import VERBS


@pytest.mark.parametrize("script", ["make_cli_docs.py", "make_check_table.py", "make_api_docs.py"])
def test_generated_documents_are_current(repository, script):
    run = subprocess.run(
        [sys.executable, str(repository / "scripts" / script), "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_every_command_has_help_and_an_example(repository):
    """All verbs that are there are documented, each with an example."""
    text = (repository / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = [part for part in text.split("\n## ") if part.startswith("termlode ")]
    assert {section.split("\n", 1)[0].split()[1] for section in sections} <= set(VERBS)
    for section in sections:
        assert "Example" in section, section.split("\n", 1)[0]
