"""Tagged PDF: what stands on the page, and beside it the same as a tree that can be read aloud."""
