"""Billing: VAT, the register of VAT ids, DATEV."""
