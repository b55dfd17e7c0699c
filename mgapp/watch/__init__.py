"""What whoever runs the site needs to see: is it well, what was asked of it, where did it break.

None of it holds what a person entered, their name, or anything else that a visitor sent.
"""
