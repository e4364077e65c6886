"""Arabic."""

from termlode.languages.pack import Pack

PACK = Pack(
    tag="ar",
    name="Arabic",
    names="عربی العربية عربي 阿拉伯语 阿拉伯文",
    script="Arab",
    region="SA",
    plurals="nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    one=1,
    head_first=True,
    letters="ا170 ل110 ی90 م60 و50 ن48 ر47 ت46 ه46 ب34 ع31 د30 س25 ف25 ک20 ح17 ق15 ج13",
)
