"""Ids in addresses."""

OURS = frozenset(
    {"delete", "drop", "history", "new", "preview", "put-away", "report", "stock", "stop"}
    | {"said", "tolerance", "withdraw"}
)
"""Words that our own addresses have in the place of an id, or behind one."""

END = "~"


class AnyId:
    """An id in an address. An imported one may hold any character, a slash too.

    One that ends like an address of our own gets a sign behind it.

    >>> AnyId().to_url("x/delete"), AnyId().to_python("x/delete~")
    ('x/delete~', 'x/delete')
    """

    regex = ".+"

    def to_python(self, value: str) -> str:
        return value.removesuffix(END)

    def to_url(self, value: str) -> str:
        is_unclear = value.endswith(END) or value.rpartition("/")[-1] in OURS
        return value + END if is_unclear else value
