"""House styles: what a workspace chooses is made everywhere; what it does not choose goes as the document does."""

from __future__ import annotations

from pathlib import Path

import pytest

import termlode as tl
from termlode.correction import Corrector
from termlode.errors import InputError, UsageError
from termlode.workspace import load

Z = "\u200c"
TEXT = f"آنها آمدند. این{Z}ها رفتند. گفت اینکه هم{Z}چنین شد. هیچکس نیامد."
EZAFE = f"نسخه{Z}ی تازه، پروندهٔ کهنه، جامعۀ بزرگ. برنامهی نو را راه{Z}اندازی کرد."


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ({}, TEXT),
        ({"demonstratives": "as is"}, TEXT),
        ({"demonstratives": "joined"}, TEXT.replace(Z, "")),
        ({"demonstratives": "zwnj"}, f"آن{Z}ها آمدند. این{Z}ها رفتند. گفت این{Z}که هم{Z}چنین شد. هیچ{Z}کس نیامد."),
        (
            {"demonstratives": "zwnj", "همچنین": "joined", "هیچکس": "as is"},
            f"آن{Z}ها آمدند. این{Z}ها رفتند. گفت این{Z}که همچنین شد. هیچکس نیامد.",
        ),
        ({"این‌که": "zwnj"}, TEXT.replace("اینکه", f"این{Z}که")),
    ],
)
def test_demonstratives(style: dict[str, str], expected: str):
    assert tl.fix(TEXT, "fa", style=style).text == expected
    assert tl.fix(expected, "fa", style=style).text == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("document", EZAFE.replace("برنامهی", f"برنامه{Z}ی")),
        ("as is", EZAFE.replace("برنامهی", f"برنامه{Z}ی")),
        ("ye", f"نسخه{Z}ی تازه، پرونده{Z}ی کهنه، جامعه{Z}ی بزرگ. برنامه{Z}ی نو را راه{Z}اندازی کرد."),
        ("hamza", f"نسخهٔ تازه، پروندهٔ کهنه، جامعۀ بزرگ. برنامهٔ نو را راه{Z}اندازی کرد."),
        ("none", f"نسخه تازه، پرونده کهنه، جامعه بزرگ. برنامه نو را راه{Z}اندازی کرد."),
    ],
)
def test_ezafe(style: str, expected: str):
    assert tl.fix(EZAFE, "fa", style={"ezafe": style}).text == expected


def test_a_lost_ezafe_follows_the_document():
    text = "پروندهٔ کهنه، هزینهٔ زیاد، خانهٔ ما. برنامهی نو رسید."
    (edit,) = tl.fix(text, "fa").edits
    assert (edit.after, edit.tier) == ("برنامهٔ", "auto")


def test_the_other_ezafe_is_only_suggested_and_says_why():
    text = f"پروندهٔ کهنه، هزینهٔ زیاد، خانهٔ ما و برنامه{Z}ی نو."
    (edit,) = tl.fix(text, "fa").edits
    assert (edit.after, edit.tier) == ("برنامهٔ", "suggest")
    assert "document" in edit.evidence


def test_an_indefinite_ye_is_no_ezafe():
    text = f"خانه{Z}ای دید و به راهی رفت؛ پادشاهی ماند."
    assert tl.fix(text, "fa", style={"ezafe": "hamza"}).text == text


def test_the_signature_names_what_was_chosen():
    assert Corrector(style={"آنها": "zwnj"}).signature().endswith("style آن‌ها zwnj")
    assert "style" not in Corrector(style={"ezafe": "document"}).signature()


@pytest.mark.parametrize("style", [{"vowels": "yes"}, {"ezafe": "zwnj"}, {"demonstratives": ""}])
def test_a_style_that_does_not_exist_is_said(style: dict[str, str], tmp_path: Path):
    with pytest.raises(UsageError, match="house style"):
        Corrector(style=style)
    ((name, value),) = style.items()
    (tmp_path / "termlode.toml").write_text(f'[style]\n{name} = "{value}"\n', "utf-8")
    with pytest.raises(InputError, match="house style"):
        load(tmp_path)


def test_the_workspace_gives_its_style_to_every_job(tmp_path: Path):
    session = tl.init(tmp_path / "ws")
    toml = tmp_path / "ws/termlode.toml"
    toml.write_text(toml.read_text("utf-8").replace("[style]", '[style]\ndemonstratives = "joined"'), "utf-8")
    (tmp_path / "ws/sources/a.fa.txt").write_text(f"این{Z}که آن{Z}ها آمدند مهم است.\n", "utf-8")
    session = tl.open(tmp_path / "ws")
    assert session.fix(f"این{Z}که آن{Z}ها آمدند.", "fa").text == "اینکه آنها آمدند."
    assert session.fix(f"این{Z}که آمد.", "fa", style={"demonstratives": "as is"}).text == f"این{Z}که آمد."
    (source,) = session.build().sources
    assert source.segments[0].text == "اینکه آنها آمدند مهم است."
