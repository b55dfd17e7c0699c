"""What leaves the program: chosen, looked at, and made into files."""
