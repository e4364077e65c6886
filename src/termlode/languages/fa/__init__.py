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
    letters="ا150 ی90 ر80 د70 ن60 ه60 و50 م50 ت40 ب40 ک30 س28 ش25 ل20 ز20 ف12 ع10 گ10",
)
