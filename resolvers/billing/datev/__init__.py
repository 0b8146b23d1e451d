"""DATEV's exchange format for bookings: EXTF, header version 700, category 21 (Buchungsstapel), format version 13.

Sources: https://developer.datev.de/datev/platform/de/dtvf and …/dtvf/formate/header, …/dtvf/formate/buchungsstapel.
"""

from resolvers.billing.datev.batch import batch_file, file_name
from resolvers.billing.datev.data import BatchHeader, Booking, Chart, Side

__all__ = ["BatchHeader", "Booking", "Chart", "Side", "batch_file", "file_name"]
