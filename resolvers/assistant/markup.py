"""What an answer may contain: light Markdown and links to the workshop's own pages; no HTML, no other link."""

import html
import re
from collections.abc import Collection
from urllib.parse import urlsplit

_TAG = re.compile(r"<(?:!--.*?(?:-->|$)|[/!?a-zA-Z][^<>]*>?)", re.DOTALL)
_MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\s?\(\s*<?([^)\s>]*)>?[^)]*\)")
_REFERENCE = re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$", re.MULTILINE)
_SCHEME = r"(?:https?|ftp|javascript|data|vbscript|file)"
_BARE_LINK = re.compile(
    rf"(?<![\w@.])(?:{_SCHEME}:[^\s<>()\[\]]+|www\.[^\s<>()\[\]]+|(?:[a-z0-9-]+\.)+(?:com|de|net|org|io|info|eu|at|"
    rf"ch|pl|tr|app|shop|xyz|ru|top|link|ly|me)\b(?:/[^\s<>()\[\]]*)?)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?*_)"


class Links:
    """The links an answer may carry: pages below the workshop's website, and its privacy policy."""

    def __init__(self, addresses: Collection[str | None]) -> None:
        self._allowed = [
            urlsplit(address) for address in addresses if address and address.startswith(("https://", "http://"))
        ]

    def allow(self, link: str) -> bool:
        """Whether a link leads to one of the addresses or below it."""
        target = urlsplit(link if "://" in link else f"https://{link}")
        if target.scheme not in ("https", "http") or "@" in target.netloc or "\\" in link:
            return False
        return any(
            target.hostname == each.hostname and target.port == each.port and _is_below(target.path, each.path)
            for each in self._allowed
        )


def clean(text: str, links: Links) -> str:
    """The text without HTML, without images and without links that are not allowed; their wording stays."""
    decoded = html.unescape(text)
    while decoded != (again := html.unescape(decoded)):
        decoded = again
    stripped = _TAG.sub("", decoded)
    while stripped != (again := _TAG.sub("", stripped)):
        stripped = again
    unlinked = _REFERENCE.sub("", stripped)
    unlinked = _MARKDOWN_LINK.sub(lambda found: _markdown(found, links), unlinked)
    return _BARE_LINK.sub(lambda found: _bare(found.group(), links), unlinked)


def _is_below(path: str, allowed: str) -> bool:
    if ".." in path:
        return False
    folder = allowed.rstrip("/")
    return path.rstrip("/") == folder or path.startswith(f"{folder}/")


def _markdown(found: re.Match[str], links: Links) -> str:
    wording, target = found.group(1), found.group(2)
    is_image = found.group().startswith("!")
    return f"[{wording}]({target})" if links.allow(target) and not is_image else wording


def _bare(link: str, links: Links) -> str:
    ending = link[len(link.rstrip(_TRAILING)) :]
    return link if links.allow(link.rstrip(_TRAILING)) else ending
