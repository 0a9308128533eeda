"""Why can something not be spliced?"""


class CannotSplice(Exception):
    """No splice is safe here; `offset` is where the reason stands, None where that is no place."""

    def __init__(self, reason: str, offset: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset
