"""The tables, one module per noun; importing this package knows them all."""

from carbot.discovery import import_modules
from tenants.models.base import Base, Tenancy

import_modules(__name__)

__all__ = ["Base", "Tenancy"]
