"""Chinese."""

from termlode.languages.pack import Pack

PACK = Pack(
    tag="zh",
    name="Chinese",
    names="چینی الصينية صيني 中文 汉语 华语 چیني",
    script="Hani",
    region="CN",
    plurals="nplurals=1; plural=0;",
    spaced=False,
)
