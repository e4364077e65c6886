"""Russian."""

from termlode.languages.pack import Pack

PACK = Pack(
    tag="ru",
    name="Russian",
    names="русский روسی الروسية روسي روسی 俄语 俄文",
    script="Cyrl",
    region="RU",
    plurals=("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"),
)
