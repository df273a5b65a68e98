"""What every sheet shares: fixed phrases, days, the page in two languages, tables and lines to write on."""
