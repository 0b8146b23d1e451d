"""The walls between tenants: what the database's catalogs promise, and what real attempts to cross them get."""
