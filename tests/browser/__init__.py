"""A package, so that pytest closes what has the scope "package" right after the last test here."""
