"""The meanings of enums of a workshop: where it is, when it is open, what it speaks."""

MEANINGS: dict[str, dict[str, str]] = {
    "Country": {"DE": "Germany.", "AT": "Austria.", "CH": "Switzerland."},
    "Currency": {"EUR": "Euro.", "CHF": "Swiss franc."},
    "FederalState": {
        "BW": "Baden-Württemberg.",
        "BY": "Bayern.",
        "BE": "Berlin.",
        "BB": "Brandenburg.",
        "HB": "Bremen.",
        "HH": "Hamburg.",
        "HE": "Hessen.",
        "MV": "Mecklenburg-Vorpommern.",
        "NI": "Niedersachsen.",
        "NW": "Nordrhein-Westfalen.",
        "RP": "Rheinland-Pfalz.",
        "SL": "Saarland.",
        "SN": "Sachsen.",
        "ST": "Sachsen-Anhalt.",
        "SH": "Schleswig-Holstein.",
        "TH": "Thüringen.",
    },
    "Language": {"DE": "German.", "EN": "English.", "TR": "Turkish.", "PL": "Polish."},
    "Weekday": {
        "MONDAY": "The first day of the week.",
        "TUESDAY": "The second day.",
        "WEDNESDAY": "The third day.",
        "THURSDAY": "The fourth day.",
        "FRIDAY": "The fifth day.",
        "SATURDAY": "The sixth day.",
        "SUNDAY": "The last day of the week.",
    },
}
