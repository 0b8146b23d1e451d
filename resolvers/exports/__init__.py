"""Exports: the catalogue as a table or a printed list, fetched by a link that is good for ten minutes."""

from resolvers.exports.catalogue import CatalogueFile, DownloadIsOver, create_export, open_download
from resolvers.exports.templates import template, template_name

__all__ = ["CatalogueFile", "DownloadIsOver", "create_export", "open_download", "template", "template_name"]
