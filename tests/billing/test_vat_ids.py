"""VAT ids as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbot.errors import InvalidInput
from resolvers.billing.vat_ids import VatId, read_vat_id
from resolvers.billing.vat_rates import standard_rates
from tests.billing.examples import VAT_IDS


def code_of(given: str, country: str) -> str:
    with pytest.raises(InvalidInput) as refusal:
        read_vat_id(given, country, "input", "vatId")

    assert refusal.value.path == ("input", "vatId")
    return refusal.value.code


@pytest.mark.parametrize("country", VAT_IDS)
def test_every_member_state_has_its_form(country: str) -> None:
    read = read_vat_id(VAT_IDS[country], country)

    assert read.text == VAT_IDS[country]
    assert read.country == country
    assert read.is_european


def test_no_member_state_is_left_out() -> None:
    assert set(VAT_IDS) == set(standard_rates())


@pytest.mark.parametrize(
    ("given", "country", "read"),
    [
        ("de 136 695 976", "DE", VatId("DE", "DE", "136695976")),
        (" DE136.695.976\t", "DE", VatId("DE", "DE", "136695976")),
        ("DE-136/695/976", "DE", VatId("DE", "DE", "136695976")),
        ("136695976", "DE", VatId("DE", "DE", "136695976")),
        ("DE１３６６９５９７６", "DE", VatId("DE", "DE", "136695976")),
        ("DE\u00a0136\u2009695\u2009976", "DE", VatId("DE", "DE", "136695976")),
        ("atu 13585627", "AT", VatId("AT", "AT", "U13585627")),
        ("U13585627", "AT", VatId("AT", "AT", "U13585627")),
        ("GR 094259216", "GR", VatId("GR", "EL", "094259216")),
        ("094259216", "GR", VatId("GR", "EL", "094259216")),
        ("NL 0044.95.445.B.01", "NL", VatId("NL", "NL", "004495445B01")),
        ("FR 40 303 265 045", "MC", VatId("FR", "FR", "40303265045")),
        ("CHE-107.787.577 MWST", "CH", VatId("CH", "CHE", "107787577MWST")),
        ("che107787577tva", "CH", VatId("CH", "CHE", "107787577TVA")),
        ("107.787.577 IVA", "CH", VatId("CH", "CHE", "107787577IVA")),
        ("GB 980 7806 84", "GB", VatId("GB", "GB", "980780684")),
    ],
)
def test_spelling_does_not_matter(given: str, country: str, read: VatId) -> None:
    assert read_vat_id(given, country) == read


@pytest.mark.parametrize(
    ("given", "country"),
    [
        ("", "DE"),
        ("DE", "DE"),
        ("DE136695977", "DE"),
        ("DE13669597", "DE"),
        ("12/345/67890", "DE"),
        ("keine", "DE"),
        ("DE136695976; DROP TABLE", "DE"),
        ("ATU13585628", "DE"),
        ("CHE107787577", "CH"),
        ("CHE107787578MWST", "CH"),
        ("ДЕ136695976", "DE"),
        ("123456789", "US"),
        ("DE" + "1" * 10_000, "DE"),
        ("DE" + " " * 50 + "136695976", "DE"),
    ],
)
def test_what_cannot_be_one_is_refused(given: str, country: str) -> None:
    assert code_of(given, country) == "VAT_ID_MALFORMED"


@pytest.mark.parametrize(
    ("given", "country"),
    [
        ("ATU13585627", "DE"),
        ("DE136695976", "AT"),
        ("EL094259216", "CY"),
        ("CHE-107.787.577 MWST", "DE"),
        ("DE136695976", "CH"),
        ("FR40303265045", "US"),
    ],
)
def test_another_countrys_is_said_to_be_one(given: str, country: str) -> None:
    assert code_of(given, country) == "VAT_ID_OTHER_COUNTRY"


@given(st.text(max_size=60), st.sampled_from([*VAT_IDS, "CH", "GB", "NO", "TR", "US", "ZZ", "IN", "IS"]))
def test_whatever_is_typed_is_read_or_refused(given: str, country: str) -> None:
    with suppress(InvalidInput):
        read = read_vat_id(given, country)

        assert read_vat_id(read.text, country) == read


@given(st.sampled_from(list(VAT_IDS)), st.data())
def test_what_was_read_reads_the_same_again_however_it_is_spaced(country: str, data: st.DataObject) -> None:
    text = VAT_IDS[country]
    spaced = "".join(letter + data.draw(st.sampled_from(["", " ", ".", "-"])) for letter in text)

    assert read_vat_id(spaced.lower(), country).text == text
