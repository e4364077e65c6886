"""Persian."""

from termlode.languages.pack import Pack

PACK = Pack(
    tag="fa",
    name="Persian",
    names="فارسی الفارسية فارسي 波斯语 波斯文 دری",
    script="Arab",
    region="IR",
    plurals="nplurals=2; plural=(n > 1);",
    head_first=True,
    zwnj=True,
)
