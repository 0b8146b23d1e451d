"""Which function reads which kind of declared field."""

from schema.engine import rows
from schema.engine.declarations import FieldKind
from schema.engine.listings import read_listing

READERS = {
    FieldKind.ID: rows.read_id,
    FieldKind.COLUMN: rows.read_column,
    FieldKind.EMBEDDED: rows.read_embedded,
    FieldKind.DOCUMENT: rows.read_document,
    FieldKind.ONE: rows.read_one,
    FieldKind.MANY: rows.read_many,
    FieldKind.LISTING: read_listing,
    FieldKind.BY_ID: rows.read_by_id,
    FieldKind.NODE: rows.read_node,
    FieldKind.NODES: rows.read_nodes,
    FieldKind.OWN: rows.read_own,
    FieldKind.ALL: rows.read_every,
    FieldKind.ROW: rows.read_row,
    FieldKind.ROWS: rows.read_rows,
    FieldKind.CALLER: rows.read_caller,
    FieldKind.CARRIED: rows.read_carried,
}
"""Parts of connections are not here: their connection reads them."""
