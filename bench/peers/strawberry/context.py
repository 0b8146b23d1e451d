"""What resolvers get of a request: the user, the session and the data loaders."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, HTTPException, Request
from sqlalchemy import Executable, Result, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer
from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext

from bench.peers.strawberry.database import User, bind, engine, member_of, visitor_of
from tenants.models.chat import Conversation, Message
from tenants.roles import DatabaseRole

_TITLES = undefer(Message.source_titles)  # type: ignore[attr-defined]  # added to the model with the turns


class Context(BaseContext):
    """One request. An AsyncSession runs one statement at a time, so resolvers take turns."""

    def __init__(self, session: AsyncSession, user: User) -> None:
        super().__init__()
        self.session = session
        self.user = user
        self._turn = asyncio.Lock()
        self.conversations: DataLoader[UUID, Conversation | None] = DataLoader(self._load_conversations)
        self.messages: DataLoader[UUID, Message | None] = DataLoader(self._load_messages)
        self.last_messages: DataLoader[tuple[UUID, int], list[Message]] = DataLoader(self._load_last_messages)

    async def execute(self, statement: Executable) -> Result[Any]:
        """Run one statement."""
        async with self._turn:
            return await self.session.execute(statement)

    async def all(self, statement: Executable) -> Sequence[Any]:
        """The entities of a select."""
        return (await self.execute(statement)).scalars().all()

    async def _load_conversations(self, keys: list[UUID]) -> list[Conversation | None]:
        rows = await self.all(select(Conversation).where(Conversation.id.in_(keys)))
        found = {row.id: row for row in rows}
        return [found.get(key) for key in keys]

    async def _load_messages(self, keys: list[UUID]) -> list[Message | None]:
        rows = await self.all(select(Message).where(Message.id.in_(keys)).options(_TITLES))
        found = {row.id: row for row in rows}
        return [found.get(key) for key in keys]

    async def _load_last_messages(self, keys: list[tuple[UUID, int]]) -> list[list[Message]]:
        most = max(count for _, count in keys)
        place = func.row_number().over(partition_by=Message.conversation_id, order_by=Message.seq.desc())
        numbered = (
            select(Message.id, place.label("place"))
            .where(Message.conversation_id.in_([conversation for conversation, _ in keys]))
            .subquery()
        )
        rows = await self.all(
            select(Message)
            .join(numbered, numbered.c.id == Message.id)
            .where(numbered.c.place <= most)
            .order_by(Message.seq)
            .options(_TITLES)
        )
        groups: dict[UUID, list[Message]] = {conversation: [] for conversation, _ in keys}
        for row in rows:
            groups[row.conversation_id].append(row)
        return [groups[conversation][-count:] for conversation, count in keys]


async def open_session(request: Request) -> AsyncIterator[AsyncSession]:
    """The session of a request, as the role its caller has."""
    role = DatabaseRole.VISITOR if "x-carbot-client-key" in request.headers else DatabaseRole.API
    async with AsyncSession(engine(role), expire_on_commit=False) as session:
        yield session


async def current_user(request: Request, session: Annotated[AsyncSession, Depends(open_session)]) -> User:
    """Who calls: a visitor with client key and token, or a member with a session's cookie."""
    if key := request.headers.get("x-carbot-client-key"):
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        user = await visitor_of(session, key, request.headers.get("origin", ""), token)
    else:
        user = await member_of(session, request.cookies.get("carbot_session", ""))
    if user is None:
        raise HTTPException(401)
    await bind(session, user)
    return user


async def get_context(
    session: Annotated[AsyncSession, Depends(open_session)], user: Annotated[User, Depends(current_user)]
) -> Context:
    """The context of a request."""
    return Context(session, user)
