"""What the double knows: objects by kind and id, in the order they came, on request kept in a file."""

import json
from collections.abc import Iterator
from pathlib import Path

from carbot.embedded.stripe.errors import missing
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.ids import kind_of

# Values that never change once an object is kept; looking them up does not walk through all objects of the kind.
_INDEXED = {
    "billing.meter_event": ("identifier", "_customer"),
    "charge": ("customer",),
    "customer_balance_transaction": ("customer",),
    "invoice": ("customer",),
    "invoice_payment": ("invoice",),
    "invoiceitem": ("customer",),
    "payment_intent": ("customer",),
    "refund": ("charge",),
    "subscription": ("customer",),
    "subscription_item": ("subscription",),
    "subscription_schedule": ("customer",),
    "tax_id": ("customer",),
}


class Store:
    """Objects in tables; names that begin with an underscore are ours and never answered."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._tables: dict[str, dict[str, Json]] = {}
        self._index: dict[tuple[str, str, object], dict[str, Json]] = {}
        self.numbers: dict[str, int] = {}
        self.changed = False
        if path is not None and path.exists():
            kept = json.loads(path.read_text("utf-8"))
            self.numbers = kept["numbers"]
            for table in kept["tables"].values():
                for thing in table.values():
                    self.add(thing)

    def clear(self) -> None:
        """Forget everything."""
        self._tables, self._index, self.numbers = {}, {}, {}
        self.changed = True

    def add(self, thing: Json) -> Json:
        """Keep a new object."""
        kind, id_ = thing["object"], thing["id"]
        self.table(kind)[id_] = thing
        for name in _INDEXED.get(kind, ()):
            self._index.setdefault((kind, name, thing[name]), {})[id_] = thing
        return thing

    def table(self, kind: str) -> dict[str, Json]:
        """All objects of a kind by id."""
        return self._tables.setdefault(kind, {})

    def all(self, kind: str) -> list[Json]:
        """All objects of a kind, oldest first."""
        return list(self.table(kind).values())

    def of(self, kind: str, **fields: object) -> Iterator[Json]:
        """The objects of a kind that have these values, oldest first."""
        candidates = self.all(kind)
        for name in _INDEXED.get(kind, ()):
            if name in fields:
                candidates = list(self._index.get((kind, name, fields[name]), {}).values())
                break
        return (thing for thing in candidates if all(thing.get(name) == value for name, value in fields.items()))

    def get(self, kind: str, id_: str, param: str = "id") -> Json:
        """The object with this id; refuses as Stripe does when there is none."""
        thing = self.table(kind).get(id_)
        if thing is None:
            raise missing(kind, id_, param)
        return thing

    def find(self, id_: str) -> Json | None:
        """The object with this id, of whatever kind."""
        kind = kind_of(id_)
        if kind is not None and id_ in self.table(kind):
            return self.table(kind)[id_]
        return self.table("coupon").get(id_) or self.table("product").get(id_)

    def remove(self, thing: Json) -> None:
        """Forget an object."""
        kind, id_ = thing["object"], thing["id"]
        self.table(kind).pop(id_, None)
        for name in _INDEXED.get(kind, ()):
            self._index.get((kind, name, thing[name]), {}).pop(id_, None)

    def next_number(self, name: str) -> int:
        """Counts: 1, 2, 3 …"""
        self.numbers[name] = self.numbers.get(name, 0) + 1
        return self.numbers[name]

    def save(self) -> None:
        """Write the file, whole or not at all, when there is one and something has changed."""
        if self._path is None or not self.changed:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_suffix(".unfinished")
        unfinished.write_text(json.dumps({"tables": self._tables, "numbers": self.numbers}), "utf-8")
        unfinished.replace(self._path)
        self.changed = False
