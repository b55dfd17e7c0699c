"""Does it help? One question, its answer, and what belongs to it."""
