"""Words that multiply, with their power of ten, and the word between two parts of one number."""

MULTIPLIERS = {
    "ألف": 3, "الف": 3, "آلاف": 3, "الاف": 3, "ألفا": 3, "مليون": 6, "مليونا": 6, "ملايين": 6,
    "مليار": 9, "مليارا": 9, "مليارات": 9, "بليون": 9, "بلايين": 9, "تريليون": 12, "تريليونات": 12, "تريليونا": 12,
}  # fmt: skip
AND = "و"
