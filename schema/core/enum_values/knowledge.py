"""The meanings of enums of what the assistant may quote, and the gaps in it."""

MEANINGS: dict[str, dict[str, str]] = {
    "FaqOrder": {
        "POSITION": "In the workshop's own order.",
        "RECENTLY_CHANGED": "The one changed last first.",
    },
    "GapOrder": {
        "LAST_SEEN": "The one asked last first.",
        "MOST_OFTEN": "The one asked most often first.",
    },
    "GapOrigin": {
        "UNANSWERED": "The assistant did not know.",
        "MARKED_WRONG": "A member said that the answer was wrong.",
    },
    "GapResolution": {
        "SERVICE": "A service was added.",
        "SYNONYM": "A service is found by another name too.",
        "FAQ": "An answer was written.",
    },
    "GapStatus": {
        "OPEN": "Nobody has dealt with it yet.",
        "RESOLVED": "It was turned into knowledge; asked in vain again, it is open again.",
        "IGNORED": "It is left alone, however often it comes.",
    },
}
