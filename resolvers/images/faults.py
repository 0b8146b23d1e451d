"""Faults: why an image is not taken in."""


class ImageRefused(Exception):
    """The file is no picture we take; the code says what to send instead."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
