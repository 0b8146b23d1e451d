"""What the dashboard sends about leads."""

from typing import Any

from tests.support.api import Api

LEAD = """id status kind origin contactDetails { name phone email } wish preferredTime note score isUnread
  wishedTimes { date startsAt endsAt } scoreReasons { code points } assignee { id name }
  consent { textVersion text language } source { surface page referrer campaign } conversation { id }
  events { kind actorName fromStatus toStatus detail }"""
READ = f"query ($id: ID!) {{ lead(id: $id) {{ {LEAD} }} }}"
LIST = """query ($filter: LeadFilter, $order: LeadOrder! = NEWEST, $first: Int! = 25, $after: String) {
  leads(filter: $filter, orderBy: $order, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id contactDetails { name } score status } } } }"""
CREATE = f"""mutation ($input: LeadCreateInput!, $key: String) {{ leadCreate(input: $input, idempotencyKey: $key) {{
  lead {{ {LEAD} }} errors {{ code message path }} }} }}"""
UPDATE = f"""mutation ($id: ID!, $input: LeadUpdateInput!) {{ leadUpdate(id: $id, input: $input) {{
  lead {{ {LEAD} }} errors {{ code message path }} }} }}"""
ASSIGN = f"""mutation ($id: ID!, $member: ID) {{ leadAssign(id: $id, memberId: $member) {{
  lead {{ {LEAD} }} errors {{ code message path }} }} }}"""
DELETE = "mutation ($id: ID!) { leadDelete(id: $id) { deletedId errors { code message path } } }"


def act(name: str) -> str:
    """The document of one of the acts on a lead."""
    return f"mutation ($id: ID!) {{ {name}(id: $id) {{ lead {{ {LEAD} }} errors {{ code message path }} }} }}"


async def enter(member: Api, **changes: Any) -> dict[str, Any]:
    """A lead taken by phone."""
    given = {"kind": "CALLBACK", "name": "Jan Nowak", "phone": "0221 7654321", **changes}
    created = await member.one(CREATE, input=given)
    assert created["errors"] == []
    lead: dict[str, Any] = created["lead"]
    return lead


async def read(member: Api, gid: str) -> dict[str, Any]:
    """The lead as it is now."""
    lead: dict[str, Any] = await member.one(READ, id=gid)
    return lead
