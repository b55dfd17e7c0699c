"""What leaves the program: chosen, looked at, downloaded, and shared by a link."""
