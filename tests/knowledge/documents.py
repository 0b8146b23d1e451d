"""The operations on knowledge and gaps, as the tests ask them."""

from typing import Any

from tests.support.api import Api

ERRORS = "errors { code path }"
FAQ = "id question answer language phrasings isActive position"
FAQ_CREATE = f"""mutation ($input: FaqEntryCreateInput!) {{
  faqEntryCreate(input: $input) {{ faqEntry {{ {FAQ} }} {ERRORS} }} }}"""
FAQ_UPDATE = f"""mutation ($id: ID!, $input: FaqEntryUpdateInput!) {{
  faqEntryUpdate(id: $id, input: $input) {{ faqEntry {{ {FAQ} }} {ERRORS} }} }}"""
FAQ_DELETE = f"mutation ($id: ID!) {{ faqEntryDelete(id: $id) {{ deletedId {ERRORS} }} }}"
FAQ_LIST = """query ($filter: FaqFilter, $order: FaqOrder! = POSITION) {
  faqEntries(filter: $filter, orderBy: $order) { totalCount edges { node { question } } } }"""
DOCUMENT_CREATE = f"""mutation ($input: DocumentCreateInput!) {{ documentCreate(input: $input) {{
  document {{ id title fileName length passageCount passages(first: 100) {{ edges {{ node {{ position text }} }} }} }}
  {ERRORS} }} }}"""
DOCUMENT_DELETE = f"mutation ($id: ID!) {{ documentDelete(id: $id) {{ deletedId {ERRORS} }} }}"
GAP = "id question language origin note count status resolution settledBy conversation { id }"
GAPS = f"""query ($filter: KnowledgeGapFilter, $order: GapOrder! = LAST_SEEN) {{
  knowledgeGaps(filter: $filter, orderBy: $order) {{ totalCount edges {{ node {{ {GAP} }} }} }} }}"""
RESOLVE = f"""mutation ($id: ID!, $input: KnowledgeGapResolveInput!) {{
  knowledgeGapResolve(id: $id, input: $input) {{
    gap {{ {GAP} }} service {{ id name }} faqEntry {{ id question }} {ERRORS} }} }}"""
IGNORE = f"mutation ($id: ID!) {{ knowledgeGapIgnore(id: $id) {{ gap {{ {GAP} }} {ERRORS} }} }}"
REOPEN = f"mutation ($id: ID!) {{ knowledgeGapReopen(id: $id) {{ gap {{ {GAP} }} {ERRORS} }} }}"
MARK_WRONG = f"""mutation ($id: ID!, $note: String) {{
  messageMarkWrong(id: $id, note: $note) {{ message {{ id markedWrongAt }} {ERRORS} }} }}"""
ANSWERS = """query ($id: ID!) { conversation(id: $id) { outcome messages(first: 100, filter: {author: [ASSISTANT]}) {
  edges { node { id text sources { id title } markedWrongAt } } } } }"""


async def write(member: Api, question: str, answer: str, **changes: Any) -> dict[str, Any]:
    """An answer that is kept."""
    payload = await member.one(FAQ_CREATE, input={"question": question, "answer": answer, **changes})
    assert payload["errors"] == []
    entry: dict[str, Any] = payload["faqEntry"]
    return entry


async def gaps(member: Api, **variables: Any) -> list[dict[str, Any]]:
    """The gaps on a page."""
    page = await member.one(GAPS, **variables)
    return [edge["node"] for edge in page["edges"]]


async def answers(member: Api, conversation: str) -> list[dict[str, Any]]:
    """What the assistant has said in a conversation."""
    found = await member.one(ANSWERS, id=conversation)
    return [edge["node"] for edge in found["messages"]["edges"]]
