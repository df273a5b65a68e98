"""The encrypted data file: keys, tables, the signed log, search; knows records, nothing above them."""
