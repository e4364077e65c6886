"""Subtitles: sentences over cues, timecodes as places, and edits that leave the timing alone."""

from __future__ import annotations

from termlode import segmentation
from termlode.documents.subtitles import read_srt, read_vtt
from termlode.model import Document, Edit
from tests.documents.writing import made

SRT = """1
00:00:01,000 --> 00:00:02,500
این نخستین <i>جمله</i>
است که

2
00:00:02,600 --> 00:00:04,000
تمام میشود.

3
00:00:10,000 --> 00:00:12,000
- سلام؟
- خوبم.
"""


def texts(document: Document) -> list[str]:
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
    return [block.text for block in document.blocks]


def edited(data: str, document: Document, before: str, after: str) -> str:
    at = document.text.index(before)
    result = made(data.encode(), document, [Edit("r", "zwnj", at, at + len(before), before, after)])
    return result[0].decode()


def test_a_sentence_runs_over_cues_and_speakers_have_their_own():
    assert texts(read_srt(SRT.encode(), "a.srt")) == ["این نخستین جمله است که تمام میشود.", "- سلام؟", "- خوبم."]


def test_timecodes_are_the_places_of_segments():
    two = SRT.replace("است که\n\n2\n", "است.\nبعد\n\n2\n")
    places = [s.location.place for s in segmentation.segment(read_srt(two.encode(), "a.srt")) if s.location]
    assert places[:3] == ["00:00:01,000 --> 00:00:02,500"] * 2 + ["00:00:10,000 --> 00:00:12,000"]


def test_an_edit_leaves_numbers_timing_and_tags_alone():
    for ends in ("\n", "\r\n"):
        text = SRT.replace("\n", ends)
        assert edited(text, read_srt(text.encode(), "a.srt"), "میشود", "می‌شود") == text.replace("میشود", "می‌شود")


def test_a_long_pause_or_a_song_ends_a_block():
    late = SRT.replace("00:00:02,600", "00:00:08,600")
    assert texts(read_srt(late.encode(), "a.srt"))[:2] == ["این نخستین جمله است که", "تمام میشود."]
    song = SRT.replace("تمام", "♪ تمام")
    assert texts(read_srt(song.encode(), "a.srt"))[1] == "♪ تمام میشود."


def test_captions_without_stops_stay_cues():
    cues = "".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\nword {n} and\n\n" for n in range(1, 20))
    assert len(texts(read_srt(cues.encode(), "a.srt"))) == 19


def test_damaged_files_are_read_as_far_as_they_go():
    missing_blank = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02,000 --> 00:00:03,000\nTwo.\n"
    assert texts(read_srt(missing_blank.encode(), "a.srt")) == ["One.", "Two."]
    assert texts(read_srt(b"no cues at all", "a.srt")) == []
    assert texts(read_srt(b"1\n00:00:01,000 --> 00:00:02,000\n", "a.srt")) == []


def test_vtt_notes_styles_voices_and_entities():
    vtt = (
        "WEBVTT - title\n\nNOTE not this\nnor this\n\nSTYLE\n::cue {}\n\nid\n00:01.000 --> 00:02.000 align:start\n"
        "<v Bob>Tom &amp; <c.x>Jerry</c> went\n\n00:02.100 --> 00:03.000\n<00:02.500>home.\n"
    )
    document = read_vtt(vtt.encode(), "a.vtt")
    assert texts(document) == ["Tom & Jerry went home."]
    assert document.places[1] == (17, "00:02.100 --> 00:03.000")
    assert edited(vtt, document, "home", "a<b") == vtt.replace("home", "a&lt;b")


def test_position_codes_are_no_text():
    assert texts(read_srt(SRT.replace("این", "{\\an8}این").encode(), "a.srt"))[0].startswith("این")
