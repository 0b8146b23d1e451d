"""The limit: what is possible on this driver and this database, written by hand for each question."""
