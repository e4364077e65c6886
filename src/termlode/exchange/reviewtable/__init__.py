"""A bilingual file as a table for people who review in Word or Excel: out, and what they changed back in."""
