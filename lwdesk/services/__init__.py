"""What a person can do with an opened data file; no window knows the file itself."""
