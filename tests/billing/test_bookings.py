"""From what happened with money to the books: accounts, sides, and balances that come out even."""

import os
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.billing.accounts import Accounts, accounts_of
from resolvers.billing.bookings import Ledger, bookings_of
from resolvers.billing.datev import BatchHeader, Booking, Chart, Side, batch_file
from resolvers.billing.events import Debtor, Event, Issued, Paid, Reason, Regained, Returned, Taxed, WrittenOff
from resolvers.billing.vat import CheckedVatId, Treatment, vat_treatment
from resolvers.billing.vat_ids import read_vat_id
from tests.billing.datev_format import faults
from tests.billing.examples import VAT_IDS
from tests.billing.journal import TAX, balances, postings

GOLDEN = Path(__file__).parent / "golden"
SELLER = "DE136695976"
SKR03 = Ledger(Chart.SKR03, SELLER)
ON = date(2026, 11, 5)
DUE = date(2026, 11, 19)
GERMAN = Debtor(10001, "Werkstatt Müller", "DE", VAT_IDS["DE"])
AUSTRIAN = Debtor(10002, "Łukasz Şahin KFZ", "AT", VAT_IDS["AT"])
GREEK = Debtor(10003, "Αθήνα Αυτοκίνητα", "GR")
SWISS = Debtor(10004, "Garage Zürich", "CH", "CHE107787577MWST")


def treatment_of(debtor: Debtor) -> Treatment:
    checked = CheckedVatId(read_vat_id(debtor.vat_id, debtor.country), True) if debtor.vat_id else None
    return vat_treatment(debtor.country, checked)


def part(debtor: Debtor, net: int) -> Taxed:
    """A part with its tax, half up."""
    treatment = treatment_of(debtor)
    tax = (2 * abs(net) * treatment.rate + 10_000) // 20_000
    return Taxed(treatment, net, tax if net > 0 else -tax)


def invoice(debtor: Debtor, *nets: int, document: str = "CB-17") -> Issued:
    return Issued(debtor, document, ON, tuple(part(debtor, net) for net in nets), DUE)


def essence(booking: Booking) -> dict[str, object]:
    """What differs from a booking that says only what it must."""
    plain = Booking(amount=1, side=Side.DEBIT, account="1", contra_account="1", document="1", on=ON, text="")
    return {
        each.name: getattr(booking, each.name)
        for each in fields(booking)
        if each.name not in ("document", "on") and getattr(booking, each.name) != getattr(plain, each.name)
    }


def only(ledger: Ledger, *events: Event) -> dict[str, object]:
    (booking,) = bookings_of(ledger, events)
    return essence(booking)


def test_a_german_invoice_is_revenue_with_19_percent() -> None:
    assert only(SKR03, invoice(GERMAN, 10_000)) == {
        "amount": 11_900,
        "account": "10001",
        "contra_account": "8400",
        "text": "Rechnung Werkstatt Müller",
        "due_on": DUE,
    }


def test_a_reverse_charge_names_both_vat_ids() -> None:
    assert only(SKR03, invoice(AUSTRIAN, 10_000)) == {
        "amount": 10_000,
        "account": "10002",
        "contra_account": "8336",
        "text": "Rechnung Łukasz Şahin KFZ",
        "due_on": DUE,
        "customer_vat": "ATU13585627",
        "seller_vat": SELLER,
    }


def test_another_member_states_tax_names_the_state_and_its_rate() -> None:
    assert only(SKR03, invoice(GREEK, 10_000)) == {
        "amount": 12_400,
        "account": "10003",
        "contra_account": "8331",
        "text": "Rechnung Αθήνα Αυτοκίνητα",
        "due_on": DUE,
        "tax_key": "0240",
        "customer_vat": "EL",
        "customer_rate": 2400,
        "seller_vat": SELLER,
    }


def test_switzerland_is_revenue_outside_the_scope() -> None:
    assert only(SKR03, invoice(SWISS, 10_000)) == {
        "amount": 10_000,
        "account": "10004",
        "contra_account": "8338",
        "text": "Rechnung Garage Zürich",
        "due_on": DUE,
    }


def test_a_credit_note_stands_on_the_other_side_and_is_not_due() -> None:
    credit = replace(invoice(GERMAN, 10_000), is_credit=True)

    assert only(SKR03, credit) == {
        "amount": 11_900,
        "side": Side.CREDIT,
        "account": "10001",
        "contra_account": "8400",
        "text": "Gutschrift Werkstatt Müller",
    }


def test_what_an_invoice_takes_back_stands_on_the_other_side() -> None:
    new, old = bookings_of(SKR03, [invoice(GERMAN, 20_000, -5_000)])

    assert [(booking.side, booking.amount) for booking in (new, old)] == [(Side.DEBIT, 23_800), (Side.CREDIT, 5_950)]


def test_a_payment_goes_through_the_money_in_transit_less_the_fee() -> None:
    paid = Paid(GERMAN, "CB-17", ON, 11_900, fee=203, reference="ch_1")

    assert [essence(booking) for booking in bookings_of(SKR03, [paid])] == [
        {
            "amount": 11_900,
            "account": "1360",
            "contra_account": "10001",
            "text": "Zahlung Werkstatt Müller",
            "reference": "ch_1",
        },
        {"amount": 203, "account": "4970", "contra_account": "1360", "text": "Gebühr CB-17", "reference": "ch_1"},
    ]


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        (Reason.REFUND, "Erstattung"),
        (Reason.CHARGEBACK, "Rückbelastung"),
        (Reason.RETURNED_DEBIT, "Rücklastschrift"),
    ],
)
def test_money_that_goes_back_is_owed_again(reason: Reason, word: str) -> None:
    returned = Returned(GERMAN, "CB-17", ON, 11_900, reason, fee=1_500)

    assert [essence(booking) for booking in bookings_of(SKR03, [returned])] == [
        {
            "amount": 11_900,
            "side": Side.CREDIT,
            "account": "1360",
            "contra_account": "10001",
            "text": f"{word} Werkstatt Müller",
        },
        {"amount": 1_500, "account": "4970", "contra_account": "1360", "text": "Gebühr CB-17"},
    ]


def test_a_chargeback_that_is_won_undoes_itself() -> None:
    lost = Returned(GERMAN, "CB-17", ON, 11_900, Reason.CHARGEBACK, fee=1_500)
    won = Regained(GERMAN, "CB-17", ON, 11_900, fee=1_500)

    assert balances(postings(bookings_of(SKR03, [lost, won]), SKR03.accounts)) == {}


@pytest.mark.parametrize(
    ("debtor", "account", "more"),
    [
        (GERMAN, "2406", {}),
        (AUSTRIAN, "2400", {"customer_vat": "ATU13585627", "seller_vat": SELLER}),
        (GREEK, "2400", {"tax_key": "0240", "customer_vat": "EL", "customer_rate": 2400, "seller_vat": SELLER}),
        (SWISS, "2400", {}),
    ],
)
def test_a_receivable_that_is_lost_gives_its_tax_back(debtor: Debtor, account: str, more: dict[str, object]) -> None:
    written_off = WrittenOff(debtor, "CB-17", ON, (part(debtor, 10_000),))

    assert only(SKR03, written_off) == {
        "amount": written_off.parts[0].gross,
        "side": Side.CREDIT,
        "account": str(debtor.number),
        "contra_account": account,
        "text": f"Forderungsverlust {debtor.name}",
        **more,
    }


def test_both_charts_name_every_account() -> None:
    skr03, skr04 = accounts_of(Chart.SKR03, 4), accounts_of(Chart.SKR04, 4)

    assert skr03 == Accounts("8400", "8331", "8336", "8338", "1360", "4970", "2406", "2400", "0240")
    assert skr04 == Accounts("4400", "4331", "4336", "4338", "1460", "6855", "6936", "6930", "0240")


def test_longer_accounts_are_filled_up() -> None:
    ledger = Ledger(Chart.SKR04, SELLER, account_length=6, cost_centre="Abos")
    (booking,) = bookings_of(ledger, [invoice(replace(GERMAN, number=1_000_001), 10_000)])

    assert (booking.account, booking.contra_account, booking.cost_centre) == ("1000001", "440000", "Abos")


@pytest.mark.parametrize("number", [0, 1, 9_999, 70_000, 100_000, -10_001])
def test_a_number_outside_the_range_is_no_customers_account(number: int) -> None:
    with pytest.raises(ValueError, match="customer's account"):
        bookings_of(SKR03, [invoice(replace(GERMAN, number=number), 10_000)])


def test_a_reverse_charge_without_a_vat_id_is_refused() -> None:
    nameless = replace(invoice(AUSTRIAN, 10_000), debtor=replace(AUSTRIAN, vat_id=None))

    with pytest.raises(ValueError, match="names no VAT id"):
        bookings_of(SKR03, [nameless])


@pytest.mark.parametrize(
    "taxed",
    [
        Taxed(treatment_of(GERMAN), 100, -19),
        Taxed(treatment_of(GERMAN), 10_000, 0),
        Taxed(treatment_of(GERMAN), 10_000, 1_911),
        Taxed(treatment_of(SWISS), 10_000, 810),
        Taxed(treatment_of(AUSTRIAN), 10_000, 2_000),
        Taxed(treatment_of(GREEK), 10_000, 1_900),
    ],
)
def test_a_tax_that_cannot_be_is_refused(taxed: Taxed) -> None:
    with pytest.raises(ValueError, match="cannot be the tax"):
        bookings_of(SKR03, [Issued(GERMAN, "CB-17", ON, (taxed,))])


def test_nothing_is_not_booked() -> None:
    free = Issued(GERMAN, "CB-17", ON, (part(GERMAN, 0),))

    assert bookings_of(SKR03, [free, Paid(GERMAN, "CB-17", ON, 0)]) == []


def test_bookings_are_in_the_order_of_their_days() -> None:
    later, sooner = replace(invoice(GERMAN, 1), on=date(2026, 11, 9)), invoice(GERMAN, 1)

    assert [booking.on.day for booking in bookings_of(SKR03, [later, sooner])] == [5, 9]


debtors = st.sampled_from([GERMAN, AUSTRIAN, GREEK, SWISS, replace(AUSTRIAN, vat_id=None)])
ledgers = st.sampled_from([SKR03, Ledger(Chart.SKR04, SELLER)])
nets = st.lists(st.integers(-(10**7), 10**7), min_size=1, max_size=6)


@given(debtors, nets, ledgers, st.booleans())
def test_debits_are_credits_and_the_tax_is_the_documents_to_the_cent(
    debtor: Debtor, amounts: list[int], ledger: Ledger, is_credit: bool
) -> None:
    issued = replace(invoice(debtor, *amounts), is_credit=is_credit)
    sign = -1 if is_credit else 1

    found = postings(bookings_of(ledger, [issued]), ledger.accounts)

    assert sum(posting.amount for posting in found) == 0
    sums = balances(found)
    assert sums.get(str(debtor.number), 0) == sign * sum(each.gross for each in issued.parts)
    assert sums.get(TAX, 0) == -sign * sum(each.tax for each in issued.parts)


@given(debtors, st.integers(1, 10**7), st.integers(0, 5_000), ledgers, st.integers(0, 4))
def test_a_whole_story_leaves_no_open_item(debtor: Debtor, net: int, fee: int, ledger: Ledger, story: int) -> None:
    """Paid; refunded; charged back and lost; charged back and won; never paid."""
    issued = invoice(debtor, net)
    gross = issued.parts[0].gross
    paid = Paid(debtor, "CB-17", ON, gross, fee)
    credit = replace(issued, document="CB-18", is_credit=True)
    back = Returned(debtor, "CB-17", ON, gross, Reason.REFUND if story == 1 else Reason.CHARGEBACK, fee)
    lost = WrittenOff(debtor, "CB-17", ON, issued.parts)
    events: list[Event] = [
        [issued, paid],
        [issued, paid, back, credit],
        [issued, paid, back, lost],
        [issued, paid, back, Regained(debtor, "CB-17", ON, gross, fee)],
        [issued, lost],
    ][story]

    found = postings(bookings_of(ledger, events), ledger.accounts)
    sums = balances(found)

    for document in {posting.document for posting in found}:
        assert sum(posting.amount for posting in found if posting.document == document) == 0
    assert str(debtor.number) not in sums
    in_transit = [gross - fee, -2 * fee, -2 * fee, gross - fee, 0][story]
    assert sums.get(ledger.accounts.clearing, 0) == in_transit
    tax_owed = -issued.parts[0].tax if story in (0, 3) else 0
    assert sums.get(TAX, 0) == tax_owed


def events() -> Iterator[Event]:
    """A month in which everything happens once."""
    yield replace(invoice(GERMAN, 12_345, -2_222, document="CB-2026-000101"), on=date(2026, 11, 1))
    yield replace(invoice(AUSTRIAN, 12_345, document="CB-2026-000102"), on=date(2026, 11, 2))
    yield replace(invoice(GREEK, 12_345, document="CB-2026-000103"), on=date(2026, 11, 3))
    yield replace(invoice(SWISS, 12_345, document="CB-2026-000104"), on=date(2026, 11, 4))
    yield Paid(GERMAN, "CB-2026-000101", date(2026, 11, 6), 12_046, 205, "ch_3Pa")
    yield Returned(GERMAN, "CB-2026-000101", date(2026, 11, 12), 12_046, Reason.RETURNED_DEBIT, 750, "ch_3Pa")
    yield Paid(AUSTRIAN, "CB-2026-000102", date(2026, 11, 7), 12_345, 210, "ch_3Pb")
    yield Returned(AUSTRIAN, "CB-2026-000102", date(2026, 11, 14), 12_345, Reason.CHARGEBACK, 2_000, "du_1")
    yield Regained(AUSTRIAN, "CB-2026-000102", date(2026, 11, 28), 12_345, 2_000, "du_1")
    yield Paid(SWISS, "CB-2026-000104", date(2026, 11, 8), 12_345, 210, "ch_3Pc")
    yield replace(invoice(SWISS, 12_345, document="CB-2026-000105"), on=date(2026, 11, 20), is_credit=True, due_on=None)
    yield Returned(SWISS, "CB-2026-000105", date(2026, 11, 21), 12_345, Reason.REFUND, 0, "re_1")
    yield WrittenOff(GERMAN, "CB-2026-000101", date(2026, 11, 30), (part(GERMAN, 12_345), part(GERMAN, -2_222)))
    yield WrittenOff(GREEK, "CB-2026-000103", date(2026, 11, 30), (part(GREEK, 12_345),))


@pytest.mark.parametrize("chart", Chart)
def test_a_month_is_the_committed_file(chart: Chart) -> None:
    header = BatchHeader(
        consultant=29098,
        client=55003,
        fiscal_year_start=date(2026, 1, 1),
        first=date(2026, 11, 1),
        last=date(2026, 11, 30),
        name="CarBot 11/2026",
        chart=chart,
        created_at=datetime(2026, 12, 1, 6, 0, tzinfo=UTC),
    )
    golden = GOLDEN / f"EXTF_Buchungsstapel_{chart.name}.csv"

    file = batch_file(header, bookings_of(Ledger(chart, SELLER), events()))

    assert faults(file) == []
    if os.environ.get("CARBOT_UPDATE_SNAPSHOTS"):
        golden.write_bytes(file)
    assert file == golden.read_bytes()
