"""Urdu."""

from termlode.languages.pack import Pack

PACK = Pack(
    tag="ur",
    name="Urdu",
    names="اردو الأردية الاردية أردو اُردو 乌尔都语 乌尔都文",
    script="Arab",
    region="PK",
    zwnj=True,
)
