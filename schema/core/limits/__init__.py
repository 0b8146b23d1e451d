"""What one operation may ask for: one linear rule over its document, with its page sizes worked out for each request.

    document = read(text)                             # parsed; what is too long, deep or wide is refused here
    ...validate...
    prepared = prepare(schema, document, operation)   # once for a document
    cost = prepared.admit(variables)                  # for each request; microseconds

Each fragment is looked at once, however often it is used, so that no document takes more than linear time.
"""

from schema.core.limits.assessment import Assessment, Prepared, assess, check, prepare
from schema.core.limits.bounds import ALIASES, COST, DEPTH, ROOT_FIELDS, TOKENS
from schema.core.limits.documents import guard, read

__all__ = [
    "ALIASES",
    "COST",
    "DEPTH",
    "ROOT_FIELDS",
    "TOKENS",
    "Assessment",
    "Prepared",
    "assess",
    "check",
    "guard",
    "prepare",
    "read",
]
