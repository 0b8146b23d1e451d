"""The library's services as the reference tables are filled with them."""

from tenants import reference


def library() -> set[tuple[str, str]]:
    """Category code and German name of every service."""
    codes = {row["id"]: row["code"] for row in reference._categories()}
    return {(codes[row["category_id"]], row["name"]) for row in reference._services()}
