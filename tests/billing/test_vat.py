"""Which tax a sale bears: one line per case of the law."""

import pytest

from resolvers.billing.vat import CheckedVatId, TaxCategory, TaxSentence, Treatment, vat_treatment
from resolvers.billing.vat_ids import read_vat_id
from resolvers.billing.vat_rates import rates_as_of, standard_rates
from tests.billing.examples import VAT_IDS

MEMBER_STATES = 27
ABROAD = sorted(set(VAT_IDS) - {"DE"})
REVERSE_CHARGE = Treatment(TaxCategory.REVERSE_CHARGE, 0, None, TaxSentence.REVERSE_CHARGE)
OUTSIDE_SCOPE = Treatment(TaxCategory.OUTSIDE_SCOPE, 0, None, TaxSentence.OUTSIDE_SCOPE)


def checked(country: str, *, is_valid: bool = True) -> CheckedVatId:
    return CheckedVatId(read_vat_id(VAT_IDS[country], country), is_valid)


@pytest.mark.parametrize("vat_id", [None, checked("DE"), checked("DE", is_valid=False), checked("AT")])
def test_germany_pays_19_percent_whatever_its_id(vat_id: CheckedVatId | None) -> None:
    assert vat_treatment("DE", vat_id) == Treatment(TaxCategory.STANDARD, 1900, "DE", TaxSentence.DOMESTIC)


@pytest.mark.parametrize("vat_id", [None, checked("AT", is_valid=False), checked("DE"), checked("FR")])
def test_austria_without_a_valid_id_of_its_own_pays_20_percent(vat_id: CheckedVatId | None) -> None:
    assert vat_treatment("AT", vat_id) == Treatment(TaxCategory.STANDARD, 2000, "AT", TaxSentence.DESTINATION)


@pytest.mark.parametrize("country", ABROAD)
def test_a_member_state_with_a_valid_id_is_reverse_charge(country: str) -> None:
    assert vat_treatment(country, checked(country)) == REVERSE_CHARGE


@pytest.mark.parametrize("country", ABROAD)
def test_a_member_state_without_an_id_pays_its_own_standard_rate(country: str) -> None:
    rate = standard_rates()[country].rate

    assert vat_treatment(country, None) == Treatment(TaxCategory.STANDARD, rate, country, TaxSentence.DESTINATION)
    assert vat_treatment(country, checked(country, is_valid=False)).rate == rate


def test_monaco_is_france() -> None:
    assert vat_treatment("MC", None) == vat_treatment("FR", None)
    assert vat_treatment("MC", checked("FR")) == REVERSE_CHARGE


@pytest.mark.parametrize("country", ["CH", "LI", "GB", "NO", "TR", "US", "UA", "XK", "RE", "AX"])
def test_switzerland_and_the_rest_of_the_world_are_outside_the_scope(country: str) -> None:
    assert vat_treatment(country, None) == OUTSIDE_SCOPE
    assert vat_treatment(country, checked("DE")) == OUTSIDE_SCOPE


@pytest.mark.parametrize("country", ["", "de", "D", "DEU", "Österreich", "D1", "EL", "UK", "XI", "EU", "IC", "ZZ"])
def test_what_is_no_country_has_no_tax(country: str) -> None:
    with pytest.raises(ValueError, match="country code"):
        vat_treatment(country, None)


def test_the_table_is_whole_and_every_rate_is_within_the_directive() -> None:
    rates = standard_rates()

    assert len(rates) == MEMBER_STATES
    # Art. 97 of the directive: at least 15 %; no state takes more than Hungary.
    assert all(1500 <= rate.rate <= 2700 for rate in rates.values())
    assert all(rate.since < rates_as_of() for rate in rates.values())


def test_the_rates_that_changed_last_are_the_new_ones() -> None:
    rates = {country: rate.rate for country, rate in standard_rates().items()}

    assert (rates["EE"], rates["FI"], rates["RO"], rates["SK"], rates["LU"]) == (2400, 2550, 2100, 2300, 1700)
