"""Strawberry as its community writes it: FastAPI, SQLAlchemy's async session per request, data loaders."""
