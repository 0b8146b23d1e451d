"""The lists about the catalogue and what the assistant knows: none reads a workshop's table from end to end."""

from typing import Any

import pytest

from tests.lists.documents import CATALOGUE, CATEGORIES, FAQ, GAPS, HISTORY, IMPORTS, RULES, TEXTS
from tests.lists.plans import Explainer, Step, stock_id

CATEGORY = f"category_{stock_id(3, 107).hex}"
SERVICE = f"service_{stock_id(4, 10001).hex}"
GAP_ORDERS = {"LAST_SEEN": "last_seen_at", "MOST_OFTEN": "count"}
IN_ORDER: list[tuple[str, dict[str, Any], str, str]] = [
    (IMPORTS, {}, "catalogue_imports", "created_at_id_ix"),
    (RULES, {}, "price_rules", "created_at_id_ix"),
    (RULES, {"filter": {"isActive": True}}, "price_rules", "created_at_id_ix"),
    (HISTORY, {"id": SERVICE}, "service_prices", "service_id_valid_from_id_ix"),
    (GAPS, {"order": "LAST_SEEN"}, "knowledge_gaps", "last_seen_at_id_ix"),
    (GAPS, {"order": "MOST_OFTEN"}, "knowledge_gaps", "count_id_ix"),
    (GAPS, {"filter": {"status": ["OPEN"]}}, "knowledge_gaps", "last_seen_at_id_ix"),
    (GAPS, {"order": "MOST_OFTEN", "filter": {"status": ["OPEN"]}}, "knowledge_gaps", "count_id_ix"),
    (FAQ, {"order": "POSITION"}, "faq_entries", "position_id_ix"),
    (FAQ, {"order": "RECENTLY_CHANGED"}, "faq_entries", "updated_at_id_ix"),
    (FAQ, {"filter": {"isActive": True}}, "faq_entries", "position_id_ix"),
    (TEXTS, {}, "documents", "created_at_id_ix"),
]
# What few rows have is found first and then put in order.
NARROWED: list[tuple[str, dict[str, Any], str, str]] = [
    (RULES, {"filter": {"serviceId": SERVICE}}, "price_rules", "service_id_ix"),
    (RULES, {"filter": {"categoryId": CATEGORY}}, "price_rules", "category_id_ix"),
]


def named(case: Any) -> str:
    """A case in a test's name."""
    return str(case) if isinstance(case, dict) else case if isinstance(case, str) and "{" not in case else ""


def reads(steps: list[Step], table: str) -> list[Step]:
    """How the table is read; nothing is read from end to end, and nothing of another workshop."""
    assert [step.table for step in steps if step.kind == "Seq Scan"] == []
    found = [step for step in steps if step.table == table]
    assert found
    assert all("workshop_id =" in step.condition for step in found)
    return found


@pytest.mark.parametrize(("document", "variables", "table", "index"), IN_ORDER, ids=named)
def test_an_index_has_the_order(
    explainer: Explainer, document: str, variables: dict[str, Any], table: str, index: str
) -> None:
    steps = explainer.steps(document, **variables)

    assert [step.index for step in reads(steps, table)] == [f"{table}_workshop_id_{index}"]
    assert [step.kind for step in steps if "Sort" in step.kind and step.is_whole] == []


@pytest.mark.parametrize(("document", "variables", "table", "index"), NARROWED, ids=named)
def test_an_index_finds_what_a_filter_leaves(
    explainer: Explainer, document: str, variables: dict[str, Any], table: str, index: str
) -> None:
    steps = explainer.steps(document, **variables)

    assert [step.index for step in reads(steps, table)] == [f"{table}_workshop_id_{index}"]


@pytest.mark.parametrize(("document", "variables"), [(IMPORTS, {}), (RULES, {}), (GAPS, {}), (FAQ, {}), (TEXTS, {})])
def test_a_cursor_is_a_place_in_the_index(explainer: Explainer, document: str, variables: dict[str, Any]) -> None:
    page = explainer.page(document, **variables)

    steps = explainer.steps(document, **variables, after=page["pageInfo"]["endCursor"])

    assert len(page["edges"]) == 25
    assert [step.table for step in steps if step.kind == "Seq Scan"] == []
    assert [step.kind for step in steps if "Sort" in step.kind and step.is_whole] == []


def test_a_page_of_the_catalogue_finds_groups_pictures_and_prices_by_their_keys(explainer: Explainer) -> None:
    steps = explainer.steps(CATALOGUE)

    for table, indexes in {
        "services": {
            "services_workshop_id_category_position_position_sort_name_id_ix",
            "services_workshop_id_category_id_sort_name_id_ix",
        },
        "service_categories": {"service_categories_pk"},
        "images": {"images_workshop_id_service_id_uq"},
        "service_prices": {"service_prices_workshop_id_service_id_valid_from_id_ix"},
    }.items():
        assert {step.index for step in reads(steps, table)} == indexes


def test_groups_are_counted_by_an_index(explainer: Explainer) -> None:
    steps = explainer.steps(CATEGORIES)

    assert {step.index for step in reads(steps, "services")} == {"services_workshop_id_category_id_sort_name_id_ix"}
