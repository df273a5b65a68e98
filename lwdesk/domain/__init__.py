"""What an office talks about, in plain Python: records, code lists, rules."""
