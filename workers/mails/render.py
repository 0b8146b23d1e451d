"""From the values of a mail to its subject, HTML and text."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape
from mjml import mjml2html

from workers.mails.kinds import VALUES, MailKind, MailValues
from workers.mails.letters import compose
from workers.mails.phrases import Language, Phrases

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail ready to send: a subject of one line, a whole HTML document, and the same as text."""

    subject: str
    html: str
    text: str


def render(kind: MailKind, language: Language, values: MailValues) -> Rendered:
    """Write the mail of this kind in this language. Whatever the values hold shows as text.

    Raises TypeError when the values belong to another kind.
    """
    if type(values) is not VALUES[kind]:
        raise TypeError(f"{kind} needs {VALUES[kind].__name__}, not {type(values).__name__}.")
    say = Phrases(language)
    letter = compose(values, say)
    return Rendered(
        subject=letter.subject,
        html=_html().render(letter=letter, say=say),
        text=_text().render(letter=letter, say=say).strip() + "\n",
    )


@cache
def _html() -> Template:
    """The layout: MJML becomes HTML once, with the places for values still open."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["lines"] = _lines
    layout = (_TEMPLATES / "layout.mjml").read_text("utf-8")
    # MJML would fetch fonts it knows by name from Google, which must not learn who reads our mails.
    return environment.from_string(mjml2html(layout, fonts={}))


@cache
def _text() -> Template:
    # Plain text has nothing to escape.
    environment = Environment(autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
    return environment.from_string((_TEMPLATES / "layout.txt").read_text("utf-8"))


def _lines(text: str) -> Markup:
    """Escaped text whose line breaks show."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())
