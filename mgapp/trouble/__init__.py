"""Where the data cannot be reached or written: what is the matter, and what is answered then."""
