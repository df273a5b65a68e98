"""Questions that join several kinds of records: the same few statements, however much lies in the file."""
