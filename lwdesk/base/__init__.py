"""What every layer stands on and what knows nothing of an office."""
