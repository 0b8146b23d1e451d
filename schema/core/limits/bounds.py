"""The limits themselves: how much of what, and what is said when it is more."""

from dataclasses import dataclass

from carbot.errors import TooExpensive


@dataclass(frozen=True, slots=True)
class Bound:
    """The most there may be of something. The refusal names it, with how much was asked and how much is allowed."""

    name: str
    most: int
    says: str

    def check(self, asked: int) -> None:
        """Raises TooExpensive where more is asked."""
        if asked > self.most:
            message = self.says.format(asked=asked, most=self.most)
            raise TooExpensive(message, limit=self.name, asked=asked, allowed=self.most)


DEPTH = Bound("depth", 10, "The operation is {asked:,} levels deep; {most:,} are allowed.")
COST = Bound(
    "cost",
    5_000,
    "The operation costs {asked:,} points; {most:,} are allowed. Ask for shorter pages or for fewer fields.",
)
ALIASES = Bound("aliases", 15, "The operation has {asked:,} aliases; {most:,} are allowed.")
ROOT_FIELDS = Bound("rootFields", 10, "The operation has {asked:,} root fields; {most:,} are allowed.")
INTROSPECTION_DEPTH = Bound(
    "introspectionDepth", 20, "The operation introspects {asked:,} levels deep; {most:,} are allowed."
)
# GraphiQL's own query is one whole introspection, or a little less.
INTROSPECTION = Bound(
    "introspection", 200, "The operation asks for {asked:,} % of a whole introspection; {most:,} % are allowed."
)

# With these the slowest document that was found takes a tenth of a second to validate (docs/decisions/0018).
LENGTH = Bound("characters", 64 * 1024, "The document has {asked:,} characters; {most:,} are allowed.")
TOKENS = 2_000
COMMENTS = 500
FIELDS = Bound("fields", 250, "The document has {asked:,} fields; {most:,} are allowed.")
DEFINITIONS = Bound("definitions", 100, "The document has {asked:,} operations and fragments; {most:,} are allowed.")
DIRECTIVES = Bound("directives", 50, "The document uses {asked:,} directives; {most:,} are allowed.")
