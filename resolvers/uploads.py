"""Uploads: files taken in piece by piece, so that none is ever held as a whole while it comes in."""

from uuid import UUID

from sqlalchemy import select

from carbot.errors import NotFound
from carbot.ids import new_id
from resolvers.values import clean
from tenants.models.uploads import Upload, UploadChunk
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

MOST_BYTES = 20 * 1024 * 1024
_LONGEST_NAME = 200


@use_case(Permission.SERVICES_WRITE)
async def begin_upload(scope: Scope, file_name: str) -> Upload:
    """A file is about to come in; without its pieces it is gone after a day."""
    bare = " ".join(clean(file_name).replace("\\", "/").rpartition("/")[2].split())
    upload = scope.add(Upload(id=new_id(), file_name=bare[-_LONGEST_NAME:] or "?"))
    await scope.flush()
    return upload


@use_case(Permission.SERVICES_WRITE)
async def add_piece(scope: Scope, upload_id: UUID, position: int, content: bytes) -> None:
    """Keep the next piece of a file."""
    scope.add(UploadChunk(id=new_id(), upload_id=upload_id, position=position, content=content))
    await scope.flush()


@use_case(Permission.SERVICES_WRITE)
async def finish_upload(scope: Scope, upload_id: UUID, size: int) -> Upload:
    """All of the file is there. Raises NotFound."""
    upload = await scope.get(Upload, upload_id)
    upload.size = size
    await scope.flush()
    return upload


async def content_of(scope: Scope, upload_id: UUID | None) -> bytes:
    """The whole file, for a job. Raises NotFound when it is gone."""
    upload = await scope.get(Upload, upload_id)
    pieces = await scope.execute(
        select(UploadChunk.content).where(UploadChunk.upload_id == upload.id).order_by(UploadChunk.position)
    )
    content = b"".join(pieces.scalars())
    if upload.size != len(content):
        raise NotFound("uploadId")
    return content
