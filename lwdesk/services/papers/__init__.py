"""Paper: which kinds there are, whether one may be made, what was issued."""
