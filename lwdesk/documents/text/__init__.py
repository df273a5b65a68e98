"""Text of every script laid out in lines: order, shapes and breaks."""
