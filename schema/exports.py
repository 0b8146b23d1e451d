"""Exports: the catalogue as a file to be fetched."""

from datetime import datetime
from typing import Any

import strawberry

from resolvers import exports
from schema.core.context import Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from tenants.models.downloads import ExportFormat

describe_enum(ExportFormat, "The kinds of files a catalogue is exported as.")


@strawberry.type
class Mutation:
    """The exports' part of the root."""

    @mutation(
        exports.create_export,
        "A link to fetch the catalogue with for ten minutes; whoever has it needs nothing else. It is written down.",
        shows_secret=True,
        url=str,
        expires_at=datetime,
    )
    async def catalogue_export_create(self, info: Info, format: ExportFormat) -> Any:
        language = info.context.caller.language
        token, expires_at = await exports.create_export(info.context.scope, format, language)
        return {"url": f"/downloads/{token}", "expires_at": expires_at}
