"""What is compiled for many places changes no break."""

from __future__ import annotations

import pytest

from termlode.segmentation import own_rules
from termlode.segmentation.engine import Segmenter

TEXTS = {
    "en": 'He left at 5 p.m. on Jan. 3. "Why?" asked Dr. Lee (see Fig. 2). Well... it depends. 1. First\n2. Second',
    "fa": "او رفت. آیا؟ بله! ص. ۱۲ را ببینید. «چرا؟» پرسید. ۳٫۵ درصد.",
    "zh": "他走了。是吗？“好！”他说。见图3.2。（完）",
    "ar": "ذهب د. أحمد. لماذا؟ نعم! ٣٫٥ في المئة.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_few_and_many_places_are_decided_alike(language: str) -> None:
    rules = own_rules().for_language(language)
    few, many = Segmenter(rules), Segmenter(rules)
    few._few, many._few = 1 << 30, 0
    text = "\n\n".join([TEXTS[language]] * 3)
    assert list(few.breaks(text)) == list(many.breaks(text)) != []
    between = Segmenter(rules)
    between._few = 4
    assert list(between.breaks(text)) == list(few.breaks(text))
