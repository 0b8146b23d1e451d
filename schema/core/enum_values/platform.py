"""The meanings of enums of running the platform: errors, jobs, limits, figures."""

MEANINGS: dict[str, dict[str, str]] = {
    "ChangeKind": {
        "CREATED": "It is new.",
        "UPDATED": "It is not as it was.",
        "DELETED": "It is gone.",
    },
    "ErrorCategory": {
        "AUTH": "Signing in and who somebody is.",
        "DATABASE": "The database refused or failed.",
        "LLM": "The assistant's model.",
        "PAYMENT": "Payments.",
        "MAIL": "Sending mails.",
        "WEBHOOK": "Calls of other systems.",
        "JOB": "Work beside requests.",
        "INPUT": "What somebody sent could not be read.",
        "OTHER": "Anything else.",
    },
    "ErrorGroupOrder": {
        "LAST_SEEN": "The one seen last first.",
        "MOST_OFTEN": "The most frequent one first.",
    },
    "ErrorSeverity": {
        "LOW": "It will most likely heal by itself.",
        "MEDIUM": "Somebody did not get what they asked for.",
        "HIGH": "Many may be affected.",
        "CRITICAL": "Somebody should look at it now; operators are told by mail.",
    },
    "ErrorStatus": {
        "OPEN": "Nobody has dealt with it yet.",
        "RESOLVED": "It is done; if it comes back, it is open again.",
        "MUTED": "It is left alone.",
    },
    "FigureGrouping": {
        "SURFACE": "Where it came in.",
        "KIND": "What the person wanted.",
        "ORIGIN": "Who entered it.",
        "LANGUAGE": "The language that was spoken.",
        "STATUS": "Where it stands now.",
        "ANSWERED_BY": "Who made the answer.",
        "OUTCOME": "What came of the conversation so far.",
    },
    "FigureMetric": {
        "LEADS": "Enquiries, spam included, on the day they came in. By SURFACE, KIND, ORIGIN, LANGUAGE, STATUS.",
        "LEADS_WON": "Enquiries that are won, on the day they were. By SURFACE, KIND, ORIGIN, LANGUAGE.",
        "LEADS_LOST": "Enquiries that are lost, on the day they were. By SURFACE, KIND, ORIGIN, LANGUAGE.",
        "CONVERSATIONS": "Conversations, on the day they began. By SURFACE, LANGUAGE, OUTCOME.",
        "VISITOR_MESSAGES": "What visitors wrote. It cannot be split.",
        "ANSWERS": "What CarBot answered, on the day it was asked. By ANSWERED_BY.",
        "KNOWLEDGE_GAPS": "Answers for which it knew too little, on the day it was asked. By ANSWERED_BY.",
    },
    "FigureUnit": {
        "DAY": "From midnight to midnight.",
        "WEEK": "From Monday on.",
        "MONTH": "From the first of the month on.",
    },
    "JobState": {
        "WAITING": "It is to be done, now or later.",
        "SENT": "It is being done.",
        "DONE": "It is done.",
        "FAILED": "It was given up.",
    },
    "RateClass": {
        "AUTH": "Signing in and what proves who one is.",
        "REGISTER": "Registering.",
        "CHAT": "What visitors send.",
        "EMAIL": "What has a mail sent.",
        "UPLOAD": "Files.",
        "API": "Every request.",
        "WEBHOOK": "Other systems' callbacks.",
    },
}
