"""Character classes for the standard ``re`` module, which knows no Unicode scripts.

The ``regex`` library would know them, but its import costs more than a look-up may.
"""

# Han blocks (Unicode 16): radicals, iteration marks, unified ideographs with extensions, compatibility ideographs.
HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Combining marks that Python's \w leaves out: Latin, Arabic (harakat, Quranic signs), half marks.
MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff\ufe20-\ufe2f"
)
# What correction puts, one for one, in the place of what must not change: OBJECT REPLACEMENT CHARACTER.
MASK = "\ufffc"
