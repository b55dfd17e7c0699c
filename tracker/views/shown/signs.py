"""Which substances have a colour and a shape of their own; the style sheet knows them by name."""

OWN_SIGN = frozenset({"magnesium", "calcium", "vitamin_d"})
OTHER = "other"


def sign_of(substance: str) -> str:
    """Return the sign of a substance; all others share one.

    >>> sign_of("vitamin_d"), sign_of("zinc")
    ('vitamin_d', 'other')
    """
    return substance if substance in OWN_SIGN else OTHER
