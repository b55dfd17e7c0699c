"""A part of a diary shared by a link: the pages of who made it, and of whoever was given it."""
