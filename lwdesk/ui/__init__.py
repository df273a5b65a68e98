"""The windows: the only place, besides app, that knows Qt."""
