"""Visits: their list, the plan, the route of a day, the visit itself and what follows it."""
