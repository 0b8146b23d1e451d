"""Execution: a query is one statement in one round trip, a mutation its use case and then one statement.

Who is calling is looked up in the same round trip as the answer. The plan is made for whom the caller was last time;
when the database finds somebody else, that answer is thrown away and the operation runs again for the one it found.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from graphql import ExecutionResult, GraphQLError, GraphQLResolveInfo, OperationType, execute
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values
from graphql.pyutils import Path
from graphql.type.definition import GraphQLResolveInfoHelpers

from carbot.clients.limits import RateClass
from carbot.errors import BadInput, RateLimited, RequestError, Unavailable
from carbot.ids import network
from carbot.outside import Outside
from schema.core.context import Context, internal
from schema.edge.answers import Answer, document_refusal, mixed_answer
from schema.edge.arrivals import Arrival
from schema.edge.documents import Document, Ready
from schema.engine.arguments import Unplannable
from schema.engine.binding import Occasion
from schema.engine.engine import Engine
from schema.engine.payloads import Presented, present
from schema.engine.planner import Plan
from schema.engine.reading import Reader
from schema.limits import subject_of
from tenants.errors import watch_workshop
from tenants.identity import Claim, SessionClaim
from tenants.outbox import LiveEvent
from tenants.pipeline import Rows, Step
from tenants.principal import Principal, PrincipalKind, anonymous
from tenants.scope import Scope

_MOST_REMEMBERED = 20_000
_MOST_ATTEMPTS = 3


class Execution:
    """Runs operations of one schema for one process."""

    def __init__(
        self,
        outside: Outside,
        engine: Engine,
        *,
        start_turn: Callable[[Any, Any], None],
        announce: Callable[[LiveEvent], None],
    ) -> None:
        self._outside = outside
        self._engine = engine
        self._start_turn = start_turn
        self._announce = announce
        self._known: OrderedDict[Hashable, Principal] = OrderedDict()
        self._touches: set[asyncio.Task[None]] = set()

    def context(self, arrival: Arrival, principal: Principal, *, streams: bool = False) -> Context:
        """The context of one request."""
        watch_workshop(principal.workshop_id)
        return Context(
            outside=self._outside,
            principal=principal,
            caller=arrival.caller,
            start_turn=self._start_turn,
            announce=self._announce,
            read=lambda context: self._reader(context, in_steps=streams),
            show=lambda *arguments: present(self._engine, *arguments),
            identify=arrival.identify,
        )

    async def answer(
        self, document: Document, ready: Ready, raw: Mapping[str, Any], arrival: Arrival, principal: Principal | None
    ) -> tuple[Answer, Context | None]:
        """Run one operation; `principal` when it is known already. Raises RequestError before anything is run."""
        variables = get_variable_values(
            self._engine.schema, ready.operation.node.variable_definitions or (), dict(raw), hide_suggestions=True
        )
        if isinstance(variables, list):
            return document_refusal(variables), None
        cost = ready.prepared.admit(variables.coerced)
        extensions = b',"extensions":{"cost":{"requested":%d,"allowed":5000}}' % cost
        if ready.kind is OperationType.SUBSCRIPTION:
            raise BadInput("A subscription needs a stream: ask for text/event-stream or use a WebSocket.")
        if ready.kind is OperationType.QUERY:
            try:
                return await self._query(ready, variables.coerced, arrival, principal, extensions), None
            except Unplannable:
                pass
        principal = principal or await self.identify(arrival)
        await self._spend(arrival, principal)
        context = self.context(arrival, principal)
        if ready.kind is OperationType.MUTATION and len(ready.operation.node.selection_set.selections) == 1:
            try:
                return await self.mutate(ready, variables, context, extensions), context
            except Unplannable:
                context.operation = None
        return await self._run(document, ready, raw, context, extensions), context

    async def _query(
        self, ready: Ready, variables: Mapping[str, Any], arrival: Arrival, known: Principal | None, extensions: bytes
    ) -> Answer:
        """One statement, with the look-up of the caller before it in the same transaction."""
        claim = arrival.claim
        guess = anonymous(arrival.caller.language) if claim is None else self._known.get(claim.key) or known
        if guess is None:
            guess = await self.identify(arrival)
        await self._spend(arrival, guess)
        for _ in range(_MOST_ATTEMPTS):
            plan = self._engine.plan(ready.operation, variables, guess)
            occasion = Occasion(variables, self.context(arrival, guess))
            step = Step(plan.bound.sql, plan.bound.values(occasion))
            if claim is None:
                (rows,) = await self._outside.database.pipeline(guess.role).run(step)
                return _finished(plan, rows, occasion, extensions)
            if guess.role is not claim.role:
                (rows,) = await self._outside.database.pipeline(guess.role).run(step)
                return _finished(plan, rows, occasion, extensions)
            who, rows = await self._read(arrival, claim, step)
            found = await self._learn(arrival, who)
            if found == guess:
                return _finished(plan, rows, occasion, extensions)
            guess = found
        raise BadInput("Who is calling changed while the operation ran.")

    async def _read(self, arrival: Arrival, claim: Claim, step: Step) -> list[Rows]:
        """Look up and read in one round trip: from a replica, unless the caller must see a change of moments ago."""
        database = self._outside.database
        if claim.may_lag and not arrival.caller.has_written:
            try:
                return await database.pipeline(claim.role, replica=True).run(claim.step, step)
            except Unavailable:
                if not self._outside.settings.database_replica_url:
                    raise
        return await database.pipeline(claim.role).run(claim.step, step)

    async def identify(self, arrival: Arrival) -> Principal:
        """Who a request is from, asked on its own. Whoever shows credentials that are not good pays for the look-up.

        Raises Forbidden, Unauthenticated, RateLimited, Unavailable.
        """
        claim = arrival.claim
        if claim is None:
            return anonymous(arrival.caller.language)
        is_known = claim.key in self._known
        stranger = f"unknown@{network(arrival.caller.address)}"
        if not is_known and not self._outside.limiter.budget(RateClass.API, stranger, is_known=False).remaining:
            await self._count(arrival, None, stranger, is_known=False)
        (who,) = await self._outside.database.pipeline(claim.role).run(claim.step)
        try:
            found = await self._learn(arrival, who)
        except RequestError:
            await self._count(arrival, None, stranger, is_known=False)
            raise
        if found.kind is PrincipalKind.ANONYMOUS:
            await self._count(arrival, None, stranger, is_known=False)
        return found

    async def _spend(self, arrival: Arrival, principal: Principal) -> None:
        """Count one request of a caller. Raises RateLimited."""
        subject, is_known = subject_of(principal, arrival.caller.address)
        await self._count(arrival, principal, subject, is_known=is_known)
        if principal.installation_id is not None and principal.workshop_id is not None:
            self._outside.usage.count_request(principal.workshop_id, principal.installation_id)

    async def _count(self, arrival: Arrival, principal: Principal | None, subject: str, *, is_known: bool) -> None:
        limiter = self._outside.limiter
        try:
            if limiter.spend_leased(RateClass.API, subject, is_known=is_known) is None:
                await limiter.spend(RateClass.API, subject, is_known=is_known)
        except RateLimited:
            self._outside.refusals.count(RateClass.API, arrival.caller.address, principal)
            raise

    async def _learn(self, arrival: Arrival, who: Rows) -> Principal:
        """Whom the look-up found, remembered for the next request. Raises Forbidden, Unauthenticated.

        A session whose member is another than its token was made for gets a new one with this answer.
        """
        claim = arrival.claim
        assert claim is not None, "somebody was looked up"
        found = claim.principal(who, self._outside.clock.now())
        if found is None:
            self._known.pop(claim.key, None)
            return anonymous(arrival.caller.language)
        self._known[claim.key] = found
        if len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)
        if isinstance(claim, SessionClaim) and claim.is_outdated(who) and arrival.renewed_token is None:
            arrival.renewed_token = await self._outside.identity.renew_session(claim, found)
        if claim.is_stale(who) and found.session_id is not None:
            touch = asyncio.create_task(self._outside.identity.touch_session(found))
            self._touches.add(touch)
            touch.add_done_callback(self._touches.discard)
        return found

    async def mutate(self, ready: Ready, variables: VariableValues, context: Context, extensions: bytes) -> Answer:
        """One mutation: its use case, its payload, one commit."""
        schema = self._engine.schema
        root = schema.mutation_type
        assert root is not None, "the schema has mutations"
        selected = self._engine.planner(ready.operation.fragments, variables.coerced, context.principal).selections.of(
            root, [ready.operation.node.selection_set]
        )
        if len(selected) != 1 or next(iter(selected.values()))[0].name.value == "__typename":
            raise Unplannable("not one mutation")
        ((key, nodes),) = selected.items()
        definition = root.fields[nodes[0].name.value]
        context.operation = ready.operation
        path = Path(None, key, root.name)
        info = GraphQLResolveInfo(
            field_name=nodes[0].name.value,
            field_nodes=nodes,
            return_type=definition.type,
            parent_type=root,
            path=path,
            schema=schema,
            fragments={},
            root_value=None,
            operation=ready.operation.node,
            variable_values=variables,
            context=context,
            is_awaitable=_never,  # type: ignore[arg-type]  # nothing here is completed by graphql-core
            abort_signal=None,
            async_helpers=_HELPERS,
        )
        try:
            arguments = get_argument_values(definition, nodes[0], variables)
            assert definition.resolve is not None, "a mutation is a function"
            shown = await definition.resolve(None, info, **arguments)
        except GraphQLError as error:
            context.errors.append(GraphQLError(error.message, nodes, path=[key], original_error=error.original_error))
            shown = None
        except Unplannable:
            raise
        except Exception as error:
            context.errors.append(GraphQLError(str(error), nodes, path=[key], original_error=internal(error, key)))
            shown = None
        assert shown is None or isinstance(shown, Presented), "a payload was presented"
        data = b"{" + json.dumps(key).encode() + b":" + (shown or b"null") + b"}"
        return mixed_answer(data, context.errors, extensions)

    async def _run(
        self, document: Document, ready: Ready, raw: Mapping[str, Any], context: Context, extensions: bytes
    ) -> Answer:
        """What is not one statement, through graphql-core."""
        assert document.ast is not None, "a valid document was parsed"
        name = ready.operation.node.name
        try:
            result = execute(
                self._engine.schema,
                document.ast,
                context_value=context,
                variable_values=dict(raw),
                operation_name=name.value if name else None,
            )
            if not isinstance(result, ExecutionResult):
                result = await result
        finally:
            await context.close()
        return mixed_answer(result.data, [*(result.errors or ()), *context.errors], extensions)

    def _reader(self, context: Context, *, in_steps: bool) -> Reader:
        scope = Scope(self._outside.database, context.principal, self._outside.clock, read_only=True)
        return Reader(self._engine, context, scope, in_steps=in_steps)


def _finished(plan: Plan, rows: Rows, occasion: Occasion, extensions: bytes) -> Answer:
    """The answer of a query: the statement's bytes, or what its plan makes of them."""
    answer = rows[0][0] or b"null"
    if not plan.aftermath:
        return mixed_answer(answer, (), extensions)
    try:
        data, errors = plan.aftermath.apply(json.loads(answer), occasion)
    except Exception as error:
        raise internal(error, "query") from error
    return mixed_answer(data, errors, extensions)


def _untracked(_: Any) -> None:
    """A use case leaves no work behind that would have to be waited for."""


_HELPERS = GraphQLResolveInfoHelpers(gather=asyncio.gather, track=_untracked)  # type: ignore[arg-type]


def _never(_: Any) -> bool:
    return False
