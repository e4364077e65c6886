"""Words that multiply, with their power of ten: the Indian ones, and those of English."""

MULTIPLIERS = {
    "سو": 2, "ہزار": 3, "لاکھ": 5, "ملین": 6, "کروڑ": 7, "ارب": 9, "بلین": 9, "کھرب": 11, "ٹریلین": 12,
}  # fmt: skip
AND = "اور"
