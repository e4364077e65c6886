"""Builds of 200 documents: the first, nothing changed, one pair changed, one term edited, and with two processes.

    python benchmarks/build.py [--text news|made] [--pairs 100] [--repeat 3] [--no-jobs]

Makes the documents in a temporary folder and runs ``termlode build`` on them, each time in a process of its own.
``news`` are sentences of the shared alignment benchmark (TERMLODE_SHARED, else ../shared), ``made`` are made of the
words below, so that a stranger can run it. Figures are wall and CPU seconds (children's included), the median of
``--repeat`` runs; ratios are of wall times within one round. What one pair costs is measured by building it alone, in
a workspace of its own with the same termbase (``init --termbase``, or none). On a busy machine read the CPU seconds;
but for ``--jobs 2``, which is about wall seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHARED = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).parents[2] / "shared"))
LANGUAGES = ("ar", "fa", "zh", "ps")  # each beside English
SENTENCES = (12, 40)  # of a document
DAMAGE = 0.3  # share of Persian sentences with Arabic letters or without their ZWNJ

# Own material: (Arabic, Persian, Chinese, Pashto, English); every combination is a sentence.
WHO = (
    ("أعلنت الوزارة", "وزارتخانه اعلام کرد", "该部宣布", "وزارت اعلان وکړ", "The ministry announced"),
    ("أكد الخبراء", "کارشناسان تأکید کردند", "专家们强调", "کارپوهانو ټینګار وکړ", "Experts stressed"),
    ("ذكرت الشركة", "شرکت گفت", "该公司表示", "شرکت وویل", "The company said"),
    ("أفاد التقرير", "گزارش نشان می‌دهد", "报告显示", "راپور ښيي", "The report shows"),
)
WHAT = (
    (
        "أن سعر النحاس ارتفع",
        "که قیمت مس بالا رفت",
        "铜价上涨",
        "چې د مسو بیه لوړه شوه",
        "that the price of copper rose",
    ),
    (
        "أن صادرات الحديد انخفضت",
        "که صادرات آهن کم شد",
        "铁的出口下降",
        "چې د اوسپنې صادرات کم شول",
        "that iron exports fell",
    ),
    (
        "أن المنجم الجديد افتتح",
        "که معدن جدید افتتاح شد",
        "新矿已开业",
        "چې نوی کان پرانیستل شو",
        "that the new mine was opened",
    ),
    (
        "أن المفاوضات استمرت",
        "که مذاکرات ادامه یافت",
        "谈判继续进行",
        "چې خبرې اترې روانې دي",
        "that the talks continued",
    ),
)
WHEN = (
    ("يوم الاثنين", "روز دوشنبه", "星期一", "د دوشنبې په ورځ", "on Monday"),
    ("في العام الماضي", "در سال گذشته", "去年", "په تېر کال کې", "last year"),
    ("في شهر مايو", "در ماه مه", "五月", "د مۍ په میاشت کې", "in May"),
    ("قبل الاجتماع", "پیش از نشست", "会议之前", "له غونډې مخکې", "before the meeting"),
)
ORDER = ("ar", "fa", "zh", "ps", "en")


def sentences(kind: str) -> dict[str, list[str]]:
    """Sentences by language, the same number of each: those of one place translate each other."""
    if kind == "news":
        folder = SHARED / "bench" / "align" / "text"
        return {tag: (folder / f"{tag}.txt").read_text(encoding="utf-8").splitlines() for tag in ORDER}
    found: dict[str, list[str]] = {tag: [] for tag in ORDER}
    chance = random.Random("sentences")
    for number in range(2000):
        parts = [chance.choice(group) for group in (WHO, WHAT, WHEN)]
        for place, tag in enumerate(ORDER):
            space, stop = ("", "。") if tag == "zh" else (" ", ".")
            words = space.join(part[place] for part in parts)
            found[tag].append(f"{words}{space}({number * 7 + 1000}){stop}")
    return found


def damaged(text: str, chance: random.Random) -> str:
    """A Persian sentence as keyboards and OCR leave it."""
    if chance.random() > DAMAGE:
        return text
    return text.translate({ord("ی"): "ي", ord("ک"): "ك", 0x200C: " "})


def make(folder: Path, texts: dict[str, list[str]], pairs: int) -> None:
    """``pairs`` documents with their English translations, in paragraphs of up to four sentences."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(pairs):
        chance = random.Random(f"document {number}")
        tag = LANGUAGES[number % len(LANGUAGES)]
        count = chance.randint(*SENTENCES)
        start = chance.randrange(len(texts["en"]) - count)
        for language in (tag, "en"):
            cut = random.Random(f"paragraphs {number}")
            found, k = [], start
            while k < start + count:
                size = min(cut.randint(1, 4), start + count - k)
                some = texts[language][k : k + size]
                if language == "fa":
                    some = [damaged(text, cut) for text in some]
                found.append(("" if language == "zh" else " ").join(some))
                k += size
            (folder / f"d{number:03}.{language}.txt").write_text("\n\n".join(found) + "\n", encoding="utf-8")


def timed(root: Path, *options: str) -> tuple[float, float]:
    """Wall and CPU seconds of a build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "termlode", "-C", str(root), "build", "--json", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def workspace(root: Path) -> Path:
    """A workspace in ``root`` with the packaged termbase and no documents."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "termlode", "init", "--termbase"], cwd=root, check=True, stdout=subprocess.DEVNULL
    )
    return root


def change(folder: Path, number: int) -> None:
    """Another sentence at the end of both sides of a pair."""
    for path in folder.glob(f"d{number:03}.*.txt"):
        text = "新增一句。" if ".zh." in path.name else "One more sentence 77."
        path.write_text(path.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")


def edit_a_term(root: Path, language: str) -> None:
    """Another letter at the end of the first term of a language that an entry of the termbase has."""
    for path in sorted((root / "termbase").glob("*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number, line in enumerate(lines[:-1]):
            if line.strip() == f"{language}:" and "- term: " in lines[number + 1]:
                lines[number + 1] = lines[number + 1].rstrip() + "x\n"
                path.write_text("".join(lines), encoding="utf-8")
                return
    raise SystemExit(f"no term of {language} to edit")


def one_round(
    place: Path, texts: dict[str, list[str]], pairs: int, number: int, *, jobs: bool
) -> dict[str, tuple[float, float]]:
    """All figures once."""
    root, alone = workspace(place / "all"), workspace(place / "one")
    make(root / "sources", texts, pairs)
    for path in (root / "sources").glob(f"d{number:03}.*.txt"):
        shutil.copy(path, alone / "sources" / path.name)
    figures = {"one document pair, alone": timed(alone), "first": timed(root), "unchanged": timed(root)}
    change(root / "sources", number)
    figures["one pair changed"] = timed(root)
    for language in ("fa", "ps"):
        edit_a_term(root, language)
        figures[f"one term of {language} edited"] = timed(root)
    if jobs:
        shutil.rmtree(root / ".termlode")
        shutil.rmtree(root / "out")
        figures["first, --jobs 2"] = timed(root, "--jobs", "2")
    return figures


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", choices=("news", "made"), default="news" if SHARED.is_dir() else "made")
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--no-jobs", action="store_true", help="leave out the build with two processes")
    options = parser.parse_args()
    texts = sentences(options.text)
    with tempfile.TemporaryDirectory() as folder:
        numbers = range(3, 3 + options.repeat)
        jobs = not options.no_jobs
        rounds = [one_round(Path(folder), texts, options.pairs, number, jobs=jobs) for number in numbers]
    print(f"{2 * options.pairs} documents, {options.text}, median of {options.repeat}\n")
    print("| build | wall s | CPU s | wall / first |\n|---|---|---|---|")
    for name in rounds[0]:
        wall, cpu = (statistics.median(found[name][k] for found in rounds) for k in (0, 1))
        ratio = statistics.median(found[name][0] / found["first"][0] for found in rounds)
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {ratio:.3f} |")


if __name__ == "__main__":
    main()
