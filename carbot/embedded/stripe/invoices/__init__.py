"""Invoices: their lines and sums, how they come to be, and how their money is got."""
