"""What pofilter (translate-toolkit) finds in a file of inject_errors.py, as JSON lines for score_checks.py.

python benchmarks/pofilter.py FILE.xlf LANGUAGE > FILE.jsonl. The filter ``isfuzzy`` is left out: it takes a unit in the
state ``translated`` that nobody approved for a draft.
"""

from __future__ import annotations

import json
import sys

from translate.filters import checks
from translate.storage import xliff

KINDS = {
    "numbers": "number", "doublespacing": "space", "puncspacing": "space", "brackets": "bracket",
    "doublequoting": "bracket", "singlequoting": "bracket", "doublewords": "repeated", "unchanged": "untranslated",
    "untranslated": "empty", "blank": "empty", "short": "truncated", "urls": "url", "emails": "url",
    "xmltags": "code", "variables": "code", "long": "truncated", "validchars": "letters",
}  # fmt: skip


def main() -> None:
    """Check every unit with all filters that suit the language."""
    path, language = sys.argv[1:3]
    config = checks.CheckerConfig(targetlanguage=language)
    checker = checks.TeeChecker(
        checkerconfig=config, checkerclasses=[checks.StandardChecker, checks.StandardUnitChecker]
    )
    for unit in xliff.xlifffile.parsefile(path).units:
        for name in set(checker.run_filters(unit)) - {"isfuzzy"}:
            print(json.dumps({"unit": unit.getid().rpartition("\x04")[2], "code": name, "kind": KINDS.get(name, name)}))


if __name__ == "__main__":
    main()
