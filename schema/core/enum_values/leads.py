"""The meanings of enums of leads and what happens to them."""

MEANINGS: dict[str, dict[str, str]] = {
    "LeadEventKind": {
        "CREATED": "It came in.",
        "STATUS_CHANGED": "A member moved it on or took a move back.",
        "NOTE_CHANGED": "The workshop's note was changed.",
        "DETAILS_CHANGED": "Contact data or wish were corrected.",
        "NOTICE_SENT": "One of those who get notices was told by mail.",
        "CONFIRMATION_SENT": "The person got a confirmation by mail.",
        "SCORED": "Its score was computed anew.",
        "READ": "A member opened it for the first time.",
        "ASSIGNED": "It was given to a member, or to nobody.",
    },
    "LeadKind": {
        "CALLBACK": "To be called back.",
        "APPOINTMENT": "An appointment.",
        "QUESTION": "An answer.",
    },
    "LeadOrder": {
        "NEWEST": "The one that came in last first.",
        "OLDEST": "The one that came in first first.",
        "BEST_SCORE": "The one most worth calling first.",
        "RECENTLY_CHANGED": "The one a member changed last first.",
        "NAME": "By the person's name, German order.",
    },
    "LeadOrigin": {
        "VISITOR": "The person, with consent.",
        "MEMBER": "A person of the workshop.",
        "PARTNER": "A partner's program.",
    },
    "LeadStatus": {
        "NEW": "Nobody has dealt with it yet.",
        "CONTACTED": "The person was called or written to.",
        "QUALIFIED": "It is worth work.",
        "WON": "It became an order.",
        "LOST": "It came to nothing.",
        "SPAM": "Nobody wants anything here.",
    },
}
