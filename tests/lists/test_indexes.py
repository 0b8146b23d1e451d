"""Every list is read by an index that begins with the workshop, in the order in which it is shown."""

from typing import Any

import pytest

from tests.lists.documents import CONVERSATIONS, LEADS, LIBRARY, MESSAGES, SERVICES, TOTALS
from tests.lists.plans import Explainer, Step, stock_id

MEMBER = f"member_{stock_id(8, 11).hex}"
CATEGORY = f"category_{stock_id(3, 107).hex}"
LONG = f"conversation_{stock_id(5, 14000).hex}"
DAY = {"createdFrom": "2026-01-20T00:00:00Z", "createdTo": "2026-01-21T00:00:00Z"}

IN_ORDER: list[tuple[str, dict[str, Any], str]] = [
    (LEADS, {"order": "NEWEST"}, "leads_workshop_id_created_at_id_ix"),
    (LEADS, {"order": "OLDEST"}, "leads_workshop_id_created_at_id_ix"),
    (LEADS, {"order": "BEST_SCORE"}, "leads_workshop_id_score_id_ix"),
    (LEADS, {"order": "RECENTLY_CHANGED"}, "leads_workshop_id_updated_at_id_ix"),
    (LEADS, {"order": "NAME"}, "leads_workshop_id_sort_name_id_ix"),
    (LEADS, {"filter": {"isUnread": True}}, "leads_workshop_id_is_unread_created_at_id_ix"),
    (LEADS, {"filter": {"assigneeId": MEMBER}}, "leads_workshop_id_assignee_id_created_at_id_ix"),
    (LEADS, {"filter": DAY}, "leads_workshop_id_created_at_id_ix"),
    (LEADS, {"filter": {"kind": ["CALLBACK"]}}, "leads_workshop_id_created_at_id_ix"),
    (LEADS, {"filter": {"minScore": 90}, "order": "BEST_SCORE"}, "leads_workshop_id_score_id_ix"),
    (CONVERSATIONS, {"order": "LATEST_MESSAGE"}, "conversations_workshop_id_last_message_at_id_ix"),
    (CONVERSATIONS, {"order": "NEWEST"}, "conversations_workshop_id_started_at_id_ix"),
    (CONVERSATIONS, {"order": "OLDEST"}, "conversations_workshop_id_started_at_id_ix"),
    (CONVERSATIONS, {"filter": {"hasLead": True}}, "conversations_workshop_id_last_message_at_id_ix"),
    (CONVERSATIONS, {"filter": {"language": "DE"}}, "conversations_workshop_id_last_message_at_id_ix"),
    (SERVICES, {"order": "CATEGORY"}, "services_workshop_id_category_position_position_sort_name_id_ix"),
    (SERVICES, {"order": "NAME"}, "services_workshop_id_sort_name_id_ix"),
    (SERVICES, {"order": "RECENTLY_CHANGED"}, "services_workshop_id_updated_at_id_ix"),
    (SERVICES, {"filter": {"isActive": True}}, "services_workshop_id_category_position_position_sort_name_id_ix"),
    (
        SERVICES,
        {"filter": {"categoryId": CATEGORY}, "order": "NAME"},
        "services_workshop_id_category_id_sort_name_id_ix",
    ),
    (MESSAGES, {"id": LONG, "first": 25}, "messages_default_workshop_id_conversation_id_seq_id_idx"),
    (MESSAGES, {"id": LONG, "last": 25}, "messages_default_workshop_id_conversation_id_seq_id_idx"),
    (
        MESSAGES,
        {"id": LONG, "first": 25, "filter": {"author": ["VISITOR"]}},
        "messages_default_workshop_id_conversation_id_seq_id_idx",
    ),
    (
        MESSAGES,
        {"id": LONG, "first": 25, "filter": {"text": "frage"}},
        "messages_default_workshop_id_conversation_id_seq_id_idx",
    ),
]
# Several values have no one order in an index; what the filter leaves is put in order.
NARROWED: list[tuple[str, dict[str, Any], str]] = [
    (LEADS, {"filter": {"status": ["NEW", "CONTACTED"]}}, "leads_workshop_id_status_created_at_id_ix"),
    (LEADS, {"filter": {"isAssigned": False}}, "leads_workshop_id_assignee_id_created_at_id_ix"),
    (LEADS, {"filter": {"minScore": 95}}, "leads_workshop_id_score_id_ix"),
    (
        CONVERSATIONS,
        {"filter": {"status": ["OPEN", "NEEDS_HUMAN"]}},
        "conversations_workshop_id_status_last_message_at_id_ix",
    ),
    (SERVICES, {"filter": {"categoryId": CATEGORY}}, "services_workshop_id_category_id_sort_name_id_ix"),
]
TABLES = {LEADS: "leads", CONVERSATIONS: "conversations", SERVICES: "services", MESSAGES: "messages_default"}


def named(case: Any) -> str:
    """A case in a test's name."""
    return str(case) if isinstance(case, dict) else TABLES.get(case, "")


def listed(steps: list[Step], table: str) -> Step:
    """The only step that reads the table; nothing is read row by row from end to end."""
    assert [step.table for step in steps if step.kind == "Seq Scan"] == []
    (step,) = [step for step in steps if step.table == table]
    assert "workshop_id =" in step.condition
    return step


def whole_sorts(steps: list[Step]) -> list[Step]:
    """Steps that put more in order than the page that is shown."""
    return [step for step in steps if "Sort" in step.kind and step.is_whole]


@pytest.mark.parametrize(("document", "variables", "index"), IN_ORDER, ids=named)
def test_an_index_has_the_order(explainer: Explainer, document: str, variables: dict[str, Any], index: str) -> None:
    steps = explainer.steps(document, **variables)

    assert listed(steps, TABLES[document]).index == index
    assert whole_sorts(steps) == []


@pytest.mark.parametrize(("document", "variables", "index"), NARROWED, ids=named)
def test_an_index_finds_what_a_filter_leaves(
    explainer: Explainer, document: str, variables: dict[str, Any], index: str
) -> None:
    assert listed(explainer.steps(document, **variables), TABLES[document]).index == index


@pytest.mark.parametrize("order", ["NEWEST", "OLDEST", "BEST_SCORE", "RECENTLY_CHANGED", "NAME"])
def test_a_cursor_is_a_place_in_the_index(explainer: Explainer, order: str) -> None:
    page = explainer.page(LEADS, order=order)

    steps = explainer.steps(LEADS, order=order, after=page["pageInfo"]["endCursor"])

    assert whole_sorts(steps) == []
    assert "AND" in listed(steps, "leads").condition


@pytest.mark.parametrize("variables", [{}, {"filter": {"isAdopted": False}}], ids=str)
def test_the_library_is_read_in_its_order(explainer: Explainer, variables: dict[str, Any]) -> None:
    steps = explainer.steps(LIBRARY, **variables)

    assert [step.index for step in steps if step.table == "library_services"] == ["library_services_position_id_ix"]
    assert whole_sorts(steps) == []


def test_a_total_is_counted_within_the_workshop(explainer: Explainer) -> None:
    steps = explainer.steps(TOTALS, leads={"status": ["NEW"]}, conversations={"status": ["OPEN"]}, services={})

    for table in ("leads", "conversations", "services"):
        assert listed(steps, table).index.startswith(f"{table}_workshop_id_")


@pytest.mark.parametrize(
    ("document", "wanted", "table", "index"),
    [
        (LEADS, "wunsch 77", "leads", "leads_words_ix"),
        (LEADS, "wnusch", "leads", "leads_words_ix"),
        (LEADS, "0170 0001", "leads", "leads_words_ix"),
        (SERVICES, "achse 77", "services", "services_words_ix"),
        (CONVERSATIONS, "getriebe 77", "messages_default", "messages_default_keys_idx"),
    ],
)
def test_a_search_goes_through_the_index_of_words(
    explainer: Explainer, document: str, wanted: str, table: str, index: str
) -> None:
    words = {"text": wanted}

    assert explainer.page(document, filter=words)["edges"]
    assert explainer.scans(index, document, filter=words) > 0
    assert explainer.scans(table, document, filter=words) == 0
