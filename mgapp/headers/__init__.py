"""What every answer carries, and where browsers tell of what that kept them from."""
