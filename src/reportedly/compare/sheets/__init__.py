"""Details: the questions of a frame with every answer, and how the answers relate."""
