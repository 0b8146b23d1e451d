"""Images of services and logos."""
