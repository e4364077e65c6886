"""Dari, which is written like Persian."""

from termlode.languages.pack import Pack

PACK = Pack(
    tag="prs",
    name="Dari",
    script="Arab",
    region="AF",
    like="fa",
    plurals="nplurals=2; plural=(n > 1);",
    head_first=True,
    zwnj=True,
)
