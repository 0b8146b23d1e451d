"""The tenant's key is in every key: no reference, no uniqueness and no index reaches across the wall."""

import pytest

from tenants.models import Tenancy
from tests.tenancy.catalog import Catalog, Record, tables_of

CLASSES = {
    table: tenancy
    for tenancy in (Tenancy.WORKSHOP, Tenancy.ORGANIZATION, Tenancy.ACCOUNT)
    for table in tables_of(tenancy)
}
KEYS = {table: key for tenancy in set(CLASSES.values()) for table, key in tables_of(tenancy).items()}
# Unique without the class's key, each with the reason why it tells nobody anything.
UNIQUE_ACROSS = {
    "accounts_email_uq": "an address signs in once; only carbot_identity writes it, and its answers do not tell",
    "sessions_pk": "made here, never by a caller; carbot_identity touches a session by its id alone",
    "email_links_pk": "made here, never by a caller",
    "linked_sign_ins_issuer_subject_uq": "an account at a provider signs one person in; only carbot_identity writes it",
    "devices_pk": "made here, never by a caller",
}
# References from one class of table to another, which cannot share a key.
ACROSS_CLASSES = {
    "members_account_id_fk": "accounts",
    "workshops_organization_id_fk": "organizations",
    "installations_app_id_fk": "partner_apps",
}
# Indexes that find a row before there is a tenant, or the work of all tenants.
WITHOUT_TENANT = {
    "client_keys_key_ix": "lookup.client_key",
    "conversations_token_hash_ix": "lookup.conversation",
    "conversation_links_token_hash_ix": "lookup.conversation",
    "visitor_blocks_visitor_hash_ix": "lookup.blocked_visitor",
    "turns_lease_until_ix": "carbot_system takes over turns whose lease ran out",
    "members_account_id_ix": "sign-in finds a person's workshops, and an account's deletion its members",
    "workshops_created_at_id_ix": "operators list all workshops",
    "impersonations_token_hash_ix": "lookup.session",
    "workshops_organization_id_ix": "the reference to the organization",
    "accounts_email_uq": "sign-in",
    "sessions_token_hash_ix": "lookup.session",
    "sessions_pk": "carbot_identity touches a session by its id alone",
    "sessions_access_hash_ix": "lookup.access_token",
    "sessions_family_hash_ix": "a refresh token is exchanged by its family's hash",
    "sign_in_challenges_expires_at_ix": "carbot_system removes those that are over",
    "sign_in_challenges_token_hash_ix": "a challenge is met by its hash",
    "linked_sign_ins_issuer_subject_uq": "sign-in by a provider",
    "email_links_token_hash_ix": "a link is spent by its hash",
    "email_links_pk": "its id alone",
    "installations_client_id_ix": "lookup.partner_client",
    "installations_app_id_ix": "the reference to the app",
    "authorization_codes_code_hash_ix": "lookup.partner_grant",
    "partner_tokens_token_hash_ix": "lookup.partner_token and lookup.partner_grant",
    **{
        f"{table}_expires_at_ix": "carbot_system clears away what has expired"
        for table in ("idempotency_keys", "authorization_codes", "partner_tokens", "uploads", "downloads")
    },
    **{
        f"{table}_created_at_ix": "carbot_system clears away what is old"
        for table in ("catalogue_imports", "catalogue_import_rows")
    },
    "downloads_token_hash_ix": "lookup.download",
    "devices_pk": "its id alone",
    "invitations_token_hash_ix": "lookup.invitation, and who accepts",
    "sessions_previous_token_hash_ix": "lookup.session, moments after the token was renewed",
    "sessions_expires_at_ix": "carbot_system removes what is over",
    "email_links_expires_at_ix": "the same",
    "invitations_expires_at_ix": "the same",
    "devices_last_used_at_ix": "the same",
    "leads_words_ix": "keys that begin with a letter of the tenant's; lookup.leads_with asks for its own",
    "messages_words_ix": "the same for lookup.conversations_with",
    "services_words_ix": "the same for lookup.services_with",
    "faq_entries_words_ix": "the same for lookup.faq_entries_with and lookup.knowledge_with",
    "document_passages_words_ix": "the same for lookup.knowledge_with",
}


def walled(rows: list[Record]) -> list[Record]:
    """Those of tables that belong to a tenant."""
    return [row for row in rows if row["table"] in KEYS]


@pytest.mark.parametrize(("table", "key"), sorted(KEYS.items()))
def test_the_key_of_the_wall_is_required(catalog: Catalog, table: str, key: str) -> None:
    assert catalog.columns[table][key]["is_required"]


def test_every_unique_key_holds_the_tenants_key(catalog: Catalog) -> None:
    unique = [index for index in walled(catalog.indexes) if index["is_unique"]]
    across = {index["name"] for index in unique if KEYS[index["table"]] not in index["columns"]}

    assert unique
    assert across == set(UNIQUE_ACROSS)


def test_a_workshops_primary_key_is_workshop_and_id(catalog: Catalog) -> None:
    primary = {c["table"]: c["columns"] for c in catalog.constraints if c["kind"] == "p"}

    for table, key in tables_of(Tenancy.WORKSHOP).items():
        assert primary[table] == (["id"] if key == "id" else ["workshop_id", "id"])


def test_every_reference_between_tenants_tables_carries_the_key_on_both_sides(catalog: Catalog) -> None:
    references = [c for c in walled(catalog.constraints) if c["kind"] == "f"]
    across = {}

    for reference in references:
        table, target = reference["table"], reference["target"]
        if CLASSES[table] is not CLASSES.get(target):
            across[reference["name"]] = target
            continue
        place = reference["columns"].index(KEYS[table])
        assert reference["target_columns"][place] == KEYS[target], reference["name"]
        assert reference["is_valid"], reference["name"]

    assert across == ACROSS_CLASSES


def test_a_reference_that_is_blanked_leaves_the_tenants_key_alone(catalog: Catalog) -> None:
    for reference in walled(catalog.constraints):
        if reference["kind"] == "f" and reference["on_delete"] == "n":
            assert reference["blanked"], reference["name"]
            assert KEYS[reference["table"]] not in reference["blanked"], reference["name"]


def test_every_reference_is_found_by_an_index(catalog: Catalog) -> None:
    leading = {(i["table"], tuple(i["columns"][:size])) for i in catalog.indexes for size in range(1, 4)}

    for reference in catalog.constraints:
        if reference["kind"] == "f" and not catalog.tables[reference["table"]]["is_partition"]:
            assert (reference["table"], tuple(reference["columns"])) in leading, reference["name"]


@pytest.mark.parametrize(("table", "key"), sorted(KEYS.items()))
def test_an_index_begins_with_the_tenants_key(catalog: Catalog, table: str, key: str) -> None:
    indexes = [i for i in catalog.indexes if i["table"] == table and not i["is_partial"]]

    assert any(index["columns"][0] == key for index in indexes)


def test_every_index_begins_with_the_tenants_key_or_says_why_not(catalog: Catalog) -> None:
    others = {i["name"] for i in walled(catalog.indexes) if i["columns"][0] != KEYS[i["table"]]}

    assert others == set(WITHOUT_TENANT)
    assert all(index["is_valid"] for index in catalog.indexes)
