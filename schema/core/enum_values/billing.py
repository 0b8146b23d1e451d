"""The meanings of enums of plans and subscriptions."""

MEANINGS: dict[str, dict[str, str]] = {
    "PlanCode": {
        "BASIC": "The smallest plan.",
        "PREMIUM": "The plan a trial has.",
        "ENTERPRISE": "The plan with several locations and the partner API.",
    },
    "Feature": {
        "FULL_WIDGET": "All settings of the widget, beyond colour, position and greeting.",
        "LANDING_PAGES": "Landing pages with templates, branding, an own slug and SEO.",
        "OWN_DOMAIN": "Landing pages with own CSS and under an own domain.",
        "ALL_FIGURES": "All figures, beyond the overview.",
        "REPORTS": "Reports as CSV and PDF, also by schedule.",
        "LOCATIONS": "Figures across locations.",
        "PARTNERS": "The partner API and webhooks.",
    },
    "Limit": {
        "CLIENT_KEYS": "Client keys that are good at once.",
        "LEADS": "Enquiries of visitors in a calendar month.",
        "ANSWERS": "Answers of the language model in a calendar month.",
        "LOCATIONS": "Workshops of the organization.",
        "API_CALLS": "Calls of the partner API in a calendar month.",
    },
    "PaymentKind": {
        "CARD": "By card.",
        "SEPA": "By SEPA direct debit.",
        "TRANSFER": "By bank transfer.",
    },
    "Standing": {
        "TRIAL": "It is tried, with the rights of its plan.",
        "ACTIVE": "It is paid.",
        "PAST_DUE": "A payment failed and is tried again; nothing is lost yet.",
        "READ_ONLY": "It is over: all can be read and taken along, nothing changed.",
        "ENDED": "It has been over for longer: the widget is silent.",
    },
}
