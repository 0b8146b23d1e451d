"""Invoicing: our own invoice documents, as XML after EN 16931 and as a letter that carries it (ZUGFeRD)."""

from resolvers.invoicing.cii import Guideline, invoice_xml
from resolvers.invoicing.data import (
    Allowance,
    Buyer,
    Card,
    Invoice,
    InvoiceKind,
    Line,
    Period,
    Preceding,
    Seller,
    SepaDebit,
    Tax,
    TaxCategory,
    Transfer,
    Unit,
)
from resolvers.invoicing.pdf import invoice_pdf
from resolvers.invoicing.totals import TaxGroup, Totals, totals

__all__ = [
    "Allowance",
    "Buyer",
    "Card",
    "Guideline",
    "Invoice",
    "InvoiceKind",
    "Line",
    "Period",
    "Preceding",
    "Seller",
    "SepaDebit",
    "Tax",
    "TaxCategory",
    "TaxGroup",
    "Totals",
    "Transfer",
    "Unit",
    "invoice_pdf",
    "invoice_xml",
    "totals",
]
