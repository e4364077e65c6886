"""Pashto."""

from termlode.languages.pack import Pack

PACK = Pack(
    tag="ps",
    name="Pashto",
    names="پشتو پښتو البشتو البشتونية 普什图语 普什图文",
    script="Arab",
    region="AF",
    zwnj=True,
)
