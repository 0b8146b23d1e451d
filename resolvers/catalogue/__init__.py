"""Catalogue: a workshop's services in categories with their prices, and what it takes over from the library."""

from resolvers.catalogue.adoption import adopt_services
from resolvers.catalogue.categories import (
    CategoryChanges,
    CategoryExists,
    CategoryNotEmpty,
    category_named,
    create_category,
    delete_category,
    one_at_a_time,
    reorder_categories,
    update_category,
)
from resolvers.catalogue.services import (
    ManyChanges,
    ServiceChanges,
    check_service,
    create_service,
    delete_service,
    reorder_services,
    search_terms_of,
    terms_of,
    update_service,
    update_services,
)
from resolvers.catalogue.values import MOST_CENTS

__all__ = [
    "MOST_CENTS",
    "CategoryChanges",
    "CategoryExists",
    "CategoryNotEmpty",
    "ManyChanges",
    "ServiceChanges",
    "adopt_services",
    "category_named",
    "check_service",
    "create_category",
    "create_service",
    "delete_category",
    "delete_service",
    "one_at_a_time",
    "reorder_categories",
    "reorder_services",
    "search_terms_of",
    "terms_of",
    "update_category",
    "update_service",
    "update_services",
]
