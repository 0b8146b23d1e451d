"""The HTTP edges beside GraphQL: who is calling, static files, health, pages for development."""
