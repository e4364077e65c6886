"""Odd Markdown: whatever stands together, the text of each block comes out, and no markup with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode.documents.markdown import read_markdown
from termlode.segmentation import segment

WORDS = st.lists(
    st.sampled_from(["alpha", "beta", "C++", "سلام", "کتاب‌ها", "数据", "x < y", "a_b_c", "50%"]), min_size=1
)
TEXTS = WORDS.filter(lambda words: words[0][0].isalpha()).map(lambda words: " ".join(words[:4]))

# Each makes a block of Markdown from a text, and says what its blocks are.
PLAIN = {
    "heading": "### {} ###",
    "underlined": "{}\n======",
    "quotation": "> {}",
    "quotation in quotation": "> > {}",
    "item": "- {}",
    "numbered": "12) {}",
    "task": "* [x] {}",
    "item in item": "- {}\n  1. {}",
    "heading in quotation": "> ## {}",
    "table": "| {} | `a\\|b` |\n|:--|--:|\n| **{}** | {} |",
    "strong": "**{}**",
    "link": "[{}](<http://a b> 'title')",
    "reference": "[{}][r]\n\n[r]: http://x.org 'title'",
    "image": "![{}](a.png)",
    "badge": "[![{}](a.svg)](http://x.org)",
    "highlight": "=={}==",
    "wiki": "[[Page|{}]]",
    "heading id": "## {} {{#an-id .class}}",
    "container": "::: warning\n{}\n:::",
    "mkdocs": "!!! note\n    {}\n\n    ```py\n    no()\n    ```\n\n    {}",
    "tab": '=== "{}"\n\n    {}',
    "details": "<details>\n<summary>{}</summary>\n\n{}\n\n</details>",
    "footnote": "[^1]: {}",
    "call-out": "> [!TIP]\n> {}",
    "hard break": "{}\\\n{}",
    "definition": "{}\n: {}",
    "liquid": "{{% if a %}}{}{{% endif %}}",
    "shortcode": "{{{{< figure src='a' >}}}}\n{}",
    "comment": "<!-- no -->\n\n{}",
}
SILENT = [
    "```sh\n# no | no\n```",
    "~~~\n> no\n~~~",
    "***",
    "$$\nx^2\n$$",
    "<!-- no\n# no -->",
    "[x]: http://x",
]
MARKUP = re.compile(
    r"(?:\A|\n)\s*(?:#{1,6}\s|>|\||```|~~~|[-*+]\s|:::|!!!|\[[ x]\])|\*\*|\]\(|==|\[\[|\{[%#<{]|</?\w+>|no\(\)"
)


def texts(source: str) -> list[str]:
    return [one.text for one in segment(read_markdown(source.encode(), "a.md"))]


@pytest.mark.parametrize("name", PLAIN)
def test_each_construct_shows_its_text(name: str) -> None:
    count = PLAIN[name].count("{}")
    words = ["uno", "due", "tre"][:count]
    assert [text.strip('"') for text in texts(PLAIN[name].format(*words)) if "a" not in text] == words


@settings(max_examples=120)
@given(st.lists(st.tuples(st.sampled_from(sorted(PLAIN)), TEXTS) | st.sampled_from(SILENT), max_size=6))
def test_no_markup_in_any_segment(parts: list[tuple[str, str] | str]) -> None:
    blocks = [part if isinstance(part, str) else PLAIN[part[0]].format(*[part[1]] * 3) for part in parts]
    source = "---\ntitle: no\n---\n\n" + "\n\n".join(blocks) + "\n"
    wrong = [text for text in texts(source) if MARKUP.search(text)]
    assert not wrong, (source, wrong)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("if a==b and c==d", ["if a==b and c==d"]),
        ("the cell m[[1]] of it", ["the cell m[[1]] of it"]),
        ("costs $$5 or $$6", ["costs $$5 or $$6"]),
        ("at 5: see", ["at 5: see"]),
        ("!!! note", []),
        ("| a | b |\n| c \\| d | e |", ["a", "b", "c | d", "e"]),  # no head
        ("| a | b |\n|---|\n| c | d |", ["a", "b", "c", "d"]),  # a rule of one column
        ("[^1]: note", ["note"]),
    ],
)
def test_what_only_looks_like_markup_stays(source: str, expected: list[str]) -> None:
    assert texts(source) == expected
