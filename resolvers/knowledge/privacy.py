"""Takes out of a question what says who asked it, so that the question can be kept."""

import re

from resolvers.assistant.language import fold

_GONE = "…"
_LONGEST = 300
_MAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w])(?:\+|00)?\d(?:[ /().-]{0,3}\d){6,}")
_CHASSIS = re.compile(r"\b(?=[A-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}\b", re.IGNORECASE)
_PLATE = re.compile(
    r"\b[A-ZÄÖÜ]{1,3}-[A-ZÄÖÜ]{1,2}[ -]?\d{1,4}[EH]?\b"  # K-AB 1234
    r"|\b\d{2} ?[A-Z]{1,3} ?\d{3,5}\b"  # 34 ABC 123
    r"|\b[A-ZÄÖÜ]{1,3} [A-ZÄÖÜ]{1,2} \d{3,4}\b",
    re.IGNORECASE,
)
_POLISH_PLATE = re.compile(r"\b[A-Z]{2,3} (?=\d)[A-Z0-9]{4,5}\b")
_NAME = re.compile(
    r"(?i:(\b(?:ich\s+hei(?:ß|ss)e|(?:mein|unser)\s+name\s+ist|my\s+name\s+is|i\s+am\s+called|ad(?:ı|i)m|ismim"
    r"|nazywam\s+si(?:ę|e)|mam\s+na\s+imi(?:ę|e)|(?:freundlichen|viele|beste|liebe)\s+gr(?:ü|ue)(?:ß|ss)en?)\b[:,]?))"
    r"\s+[^\W\d_][\w'’-]*(?:\s+[A-ZÄÖÜÇŞİŁŚŻŹĆÓ][\w'’-]+)?"
)
_TITLE = re.compile(r"\b((?:Herrn?|Frau|Mr|Mrs|Ms|Pan|Pani|Bay|Bayan|Familie)\.?)\s+[A-ZÄÖÜÇŞİŁŚŻŹĆÓ][\w'’-]+")


def without_personal_data(text: str) -> str:
    """The question on one line without addresses, numbers, plates and names that are said to be one."""
    line = " ".join(text.split())
    for pattern in (_MAIL, _CHASSIS, _PLATE, _POLISH_PLATE, _NUMBER):
        line = pattern.sub(_GONE, line)
    line = _NAME.sub(rf"\1 {_GONE}", line)
    return _TITLE.sub(rf"\1 {_GONE}", line)[:_LONGEST].strip()


def as_compared(question: str) -> str:
    """A question as it is compared: two that differ by case, marks or signs are one."""
    return " ".join(re.findall(r"[^\W_]+", fold(question)))[:_LONGEST]
