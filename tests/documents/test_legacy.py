"""The encoding of short files that are no UTF-8."""

from __future__ import annotations

import pytest

from termlode.documents.encoding import decode
from termlode.documents.legacy import likely

TEXTS = {
    "gb18030": ["会议纪要", "合同", "中国", "你好", "使用说明", "合同编号：2020-15", "OK，谢谢", "产品名称,价格"],
    "big5": ["會議紀錄", "公司簡介", "合約", "產品名稱", "台北市政府"],
    "cp1251": ["Привет", "Отчёт", "Москва", "Цены", "ООО «Ромашка»", "Договор поставки", "РОССИЯ"],
    "cp1256": ["محضر", "عقد", "تقرير سنوي", "السلام عليكم", "نفت", "الفصل 1", "تاريخ: 12/5"],
    "cp1252": ["Café", "Größe", "São Paulo", "déjà vu", "Décision n° 5", "Müller & Söhne"],
    "cp1254": ["Toplantı tutanağı", "İstanbul", "kullanım kılavuzu"],
    "koi8-r": ["Протокол заседания комиссии"],
}


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for name, texts in TEXTS.items() for text in texts])
def test_a_word_or_two_are_enough(encoding: str, text: str) -> None:
    for end in ("", "\n"):
        found = decode((text + end).encode(encoding), "x.txt")
        assert (found.text, [notice.code for notice in found.notices]) == (text + end, ["encoding-guessed"])


def test_long_texts_are_told_by_their_beginning() -> None:
    text = "Совещание состоится в понедельник. " * 400
    assert likely(text.encode("cp1251")) == "cp1251"
    chinese = "会议将于下周一举行，请准时参加。" * 400
    assert likely(b"x" + chinese.encode("gb18030")) == "gb18030"  # the sample ends within a character


@pytest.mark.parametrize("data", [b"\xff\xfe\xfd", b"\x80\x81", b"caf\xe9\x00"[:4] + b"\xff"])
def test_what_says_nothing_is_left_open(data: bytes) -> None:
    assert likely(data) is None
