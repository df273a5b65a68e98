"""Take-along sets: packed here for a laptop, and on the laptop given back and erased."""
