"""Bundles: what devices hand each other, and whom they trust; no database in here."""
