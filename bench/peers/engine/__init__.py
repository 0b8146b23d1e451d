"""CarBot's engine alone: the tenant is given, nothing is looked up, limited or logged."""
