"""The file: a header line, a line of headings, a line for each booking; semicolons, CRLF, Windows-1252."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from resolvers.billing.datev.columns import HEADINGS, TEXT_COLUMNS
from resolvers.billing.datev.data import BatchHeader, Booking
from resolvers.billing.datev.letters import fitting

_ZONE = ZoneInfo("Europe/Berlin")
_MOST_LINES = 99_999
_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_REFERENCE, _LONGEST_CENTRE, _LONGEST_EXPORTER = 30, 60, 50, 36, 25
_NOT_IN_NAMES = re.compile(r"[^\w./ ]+")
_NOT_IN_WORDS = re.compile(r"[^\w]+")
_NOT_IN_CENTRES = re.compile(r"[^\w ]+")


def file_name(header: BatchHeader) -> str:
    """The file's name; DATEV knows its files by how the name begins."""
    return f"EXTF_Buchungsstapel_{header.first:%Y%m}.csv"


def batch_file(header: BatchHeader, bookings: Iterable[Booking]) -> bytes:
    """The whole file.

    Raises ValueError, with the reason, for a booking that is not of the batch's days, for an account longer than the
    batch's, and for more than 99,999 bookings.
    """
    given = tuple(bookings)
    if len(given) > _MOST_LINES:
        raise ValueError(f"A batch has at most {_MOST_LINES} bookings: export a shorter period.")
    lines = [";".join(_header(header)), ";".join(HEADINGS)]
    lines += [";".join(_line(header, booking)) for booking in given]
    return "".join(f"{line}\r\n" for line in lines).encode("cp1252")


def _header(header: BatchHeader) -> Iterator[str]:
    """The 31 fields of the first line."""
    moment = header.created_at.astimezone(_ZONE)
    yield from (_quoted("EXTF"), "700", "21", _quoted("Buchungsstapel"), "13")
    yield f"{moment:%Y%m%d%H%M%S}{moment.microsecond // 1000:03}"
    yield ""
    yield from (_quoted("CB"), _quoted(_cleaned(_NOT_IN_WORDS, "", header.exported_by, _LONGEST_EXPORTER)), _quoted(""))
    yield from (str(header.consultant), str(header.client))
    yield from (f"{header.fiscal_year_start:%Y%m%d}", str(header.account_length))
    yield from (f"{header.first:%Y%m%d}", f"{header.last:%Y%m%d}")
    yield from (_quoted(_cleaned(_NOT_IN_NAMES, " ", header.name, _LONGEST_NAME)), _quoted(header.initials))
    # Financial accounts (1), for no special purpose (0).
    yield from ("1", "0", str(int(header.is_locked)), _quoted("EUR"))
    yield from ("", _quoted(""), "", "")
    yield from (_quoted(header.chart.value), "", "", _quoted(""), _quoted("CarBot"))


def _line(header: BatchHeader, booking: Booking) -> list[str]:
    """The 125 fields of a booking."""
    if not header.first <= booking.on <= header.last:
        raise ValueError(f"The booking {booking.document} of {booking.on} is not of the batch's days.")
    for account in (booking.account, booking.contra_account):
        if len(account) > header.account_length + 1:
            raise ValueError(
                f"The account {account} is longer than those of a batch with {header.account_length} digits."
            )
    values = _values(booking) | {114: str(int(header.is_locked))}
    columns = range(1, len(HEADINGS) + 1)
    return [_quoted(values.get(each, "")) if each in TEXT_COLUMNS else values.get(each, "") for each in columns]


def _values(booking: Booking) -> dict[int, str]:
    """What a booking says, by the number of the column."""
    values = {
        1: _decimal(booking.amount),
        2: booking.side.value,
        3: "EUR",
        7: booking.account,
        8: booking.contra_account,
        9: booking.tax_key,
        10: f"{booking.on:%d%m}",
        11: booking.document,
        14: fitting(booking.text, _LONGEST_TEXT),
        37: _cleaned(_NOT_IN_CENTRES, "", booking.cost_centre, _LONGEST_CENTRE),
        40: booking.customer_vat,
        117: _full(booking.due_on),
        121: fitting(booking.reference, _LONGEST_REFERENCE),
        123: booking.seller_vat,
    }
    if booking.customer_rate is not None:
        values[41] = _decimal(booking.customer_rate).zfill(5)
    if booking.served_on:
        # DATEV takes the day of the service only together with that of the tax period.
        values |= {115: _full(booking.served_on), 116: _full(booking.served_on)}
    return values


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02}"


def _full(day: date | None) -> str:
    return f"{day:%d%m%Y}" if day else ""


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _cleaned(unwanted: re.Pattern[str], instead: str, text: str, most: int) -> str:
    return " ".join(unwanted.sub(instead, fitting(text, len(text) * 3)).split())[:most].rstrip()
