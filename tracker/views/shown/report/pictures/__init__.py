"""The two pictures of page 1, as SVG that needs no style sheet."""
