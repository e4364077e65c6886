"""English."""

from termlode.languages.pack import Pack

PACK = Pack(
    tag="en",
    name="English",
    names="انگلیسی الإنجليزية الانجليزية إنجليزي 英语 英文 انګلیسي انگليسي",
    region="US",
)
