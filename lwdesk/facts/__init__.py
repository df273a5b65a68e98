"""Everything the city counts: facts derived from records, and one function per printed table."""
