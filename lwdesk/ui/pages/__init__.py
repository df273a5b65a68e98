"""The working surfaces, one module each."""
