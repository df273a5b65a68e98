"""The day of the office: appointments, visits and interpreter requests in one list by time."""
