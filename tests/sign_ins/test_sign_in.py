"""Signing in by a provider: to the account with the verified address, once per attempt, and never to anything else."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from carbot.http.oidc import ATTEMPT_LIFE, Journey
from tests.factors.documents import VERIFY, enable, next_code_of
from tests.support.api import Api, TestWorkshop
from tests.support.oidc_provider import Provider
from tests.support.rows import Rows

from .conftest import START, Visitor, person_of, problem

WHO = "{ viewer { kind person { email } } }"
LINKED = "{ linkedSignIns { id providerName } }"
REMOVE = "mutation ($id: ID!) { linkedSignInRemove(id: $id) { deletedId errors { code } } }"
PROVIDERS = "{ signInProviders { key name address } }"


async def test_a_person_with_a_confirmed_account_signs_in(visitor: Visitor, workshop: TestWorkshop) -> None:
    location = await visitor.sign_in("/leads?status=NEW")

    assert location == "/leads?status=NEW"
    assert await visitor.api.one(WHO) == {"kind": "MEMBER", "person": {"email": workshop.owner.email}}


async def test_the_browser_leaves_with_state_nonce_and_pkce(visitor: Visitor, provider: Provider) -> None:
    address = urlsplit(await visitor.leave())

    sent = {name: value for name, (value,) in parse_qs(address.query).items()}
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{provider.issuer}/authorize"
    assert {"client_id", "state", "nonce", "code_challenge"} < sent.keys()
    assert (sent["response_type"], sent["code_challenge_method"], sent["scope"]) == ("code", "S256", "openid email")
    assert sent["redirect_uri"] == provider.redirect_uri
    assert len({sent["state"], sent["nonce"], sent["code_challenge"]}) == 3


async def test_the_second_time_the_link_signs_in_whatever_the_address_is_now(
    visitor: Visitor, provider: Provider, workshop: TestWorkshop
) -> None:
    await visitor.sign_in()
    visitor.http.cookies.clear()
    provider.person = {**provider.person, "email": "anders@kunde.example", "email_verified": False}

    location = await visitor.sign_in()

    assert location == "/"
    assert (await visitor.api.one(WHO))["person"]["email"] == workshop.owner.email


@pytest.mark.parametrize("verified", [False, None, "true", 1], ids=str)
async def test_an_address_the_provider_did_not_verify_links_nothing(
    visitor: Visitor, provider: Provider, workshop: TestWorkshop, rows: Rows, verified: object
) -> None:
    provider.person = person_of(workshop, email_verified=verified)

    location = await visitor.sign_in()

    assert problem(location) == "SIGN_IN_NOT_VERIFIED"
    assert not visitor.is_signed_in
    assert rows("SELECT 1 FROM linked_sign_ins WHERE account_id = %s", workshop.owner.account_id) == []


async def test_an_account_whose_own_address_is_not_confirmed_is_not_entered(
    visitor: Visitor, workshop: TestWorkshop, rows: Rows
) -> None:
    rows("UPDATE accounts SET email_confirmed_at = NULL WHERE id = %s", workshop.owner.account_id)

    assert problem(await visitor.sign_in()) == "SIGN_IN_UNKNOWN"
    assert not visitor.is_signed_in


async def test_for_an_unknown_person_no_account_is_made(visitor: Visitor, provider: Provider, rows: Rows) -> None:
    email = f"fremd.{provider.person['sub'].lower()}@kunde.example"
    provider.person = {**provider.person, "email": email}

    assert problem(await visitor.sign_in()) == "SIGN_IN_UNKNOWN"
    assert rows("SELECT 1 FROM accounts WHERE email = %s", email) == []


async def test_an_address_told_only_by_userinfo_counts_too(visitor: Visitor, provider: Provider) -> None:
    provider.puts_email_in_userinfo_only = True

    assert await visitor.sign_in() == "/"
    assert visitor.is_signed_in


async def test_the_second_factor_is_still_asked_for(visitor: Visitor, api: Api, workshop: TestWorkshop) -> None:
    secret, _ = await enable(api, workshop.owner)

    location = await visitor.sign_in("/leads")

    parts = urlsplit(location)
    assert (parts.path, parse_qs(parts.query)) == ("/sign-in", {"next": ["/leads"]})
    assert not visitor.is_signed_in
    token = parts.fragment.removeprefix("challenge=")
    done = await visitor.api.one(VERIFY, input={"token": token, "code": next_code_of(secret)})
    assert done["viewer"]["person"]["email"] == workshop.owner.email
    assert visitor.is_signed_in


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "evil",
        "",
        "/a\\b",
        "/ x",
    ],
)
async def test_it_leads_to_a_path_of_ours_only(visitor: Visitor, wanted: str) -> None:
    assert await visitor.sign_in(wanted) == "/"


async def test_a_callback_is_good_once(visitor: Visitor) -> None:
    back = await visitor.authorize(await visitor.leave())
    cookies = dict(visitor.http.cookies)
    first = await visitor.come_back(back)
    visitor.http.cookies.clear()
    for name, value in cookies.items():
        visitor.http.cookies.set(name, value)

    again = await visitor.come_back(back)

    assert first == "/"
    assert problem(again) == "SIGN_IN_EXPIRED"
    assert not visitor.is_signed_in


async def test_an_attempt_comes_through_once_even_where_the_provider_takes_its_code_again(
    visitor: Visitor, provider: Provider
) -> None:
    back = await visitor.authorize(await visitor.leave())
    cookies = dict(visitor.http.cookies)
    codes = dict(provider.codes)
    await visitor.come_back(back)
    visitor.http.cookies.clear()
    for name, value in cookies.items():
        visitor.http.cookies.set(name, value)
    provider.codes.update(codes)

    assert problem(await visitor.come_back(back)) == "SIGN_IN_EXPIRED"
    assert not visitor.is_signed_in


async def test_another_browser_cannot_finish_what_this_one_began(visitor: Visitor) -> None:
    back = await visitor.authorize(await visitor.leave())
    visitor.http.cookies.clear()

    assert problem(await visitor.come_back(back)) == "SIGN_IN_EXPIRED"
    assert not visitor.is_signed_in


@pytest.mark.parametrize("state", ["", "x", "ü", "A" * 43])
async def test_another_state_is_refused_before_the_provider_is_asked(
    visitor: Visitor, provider: Provider, state: str
) -> None:
    back = await visitor.authorize(await visitor.leave())
    code = parse_qs(urlsplit(back).query)["code"][0]

    answer = await visitor.http.get(f"{START}/callback", params={"code": code, "state": state})

    assert problem(answer.headers["location"]) == "SIGN_IN_EXPIRED"
    assert "/token" not in provider.asked
    assert not visitor.is_signed_in


async def test_the_cookie_of_an_attempt_cannot_be_changed(visitor: Visitor) -> None:
    back = await visitor.authorize(await visitor.leave())
    value = visitor.http.cookies["carbot_oidc"]
    visitor.http.cookies.clear()
    visitor.http.cookies.set("carbot_oidc", value[:40] + ("A" if value[40] != "A" else "B") + value[41:])

    assert problem(await visitor.come_back(back)) == "SIGN_IN_EXPIRED"


async def test_an_attempt_is_over_after_ten_minutes(visitor: Visitor) -> None:
    back = await visitor.authorize(await visitor.leave())
    value = visitor.http.cookies["carbot_oidc"]
    journey = Journey.unpack(value, "other", visitor.outside)
    assert journey is not None
    visitor.http.cookies.clear()
    old = replace(journey, begun_at=journey.begun_at - ATTEMPT_LIFE)
    visitor.http.cookies.set("carbot_oidc", old.pack(visitor.outside))

    assert problem(await visitor.come_back(back)) == "SIGN_IN_EXPIRED"


async def test_who_declines_at_the_provider_is_back_at_the_sign_in_page(visitor: Visitor, provider: Provider) -> None:
    provider.person = {}

    assert problem(await visitor.sign_in()) == "SIGN_IN_CANCELLED"


async def test_an_unknown_provider_leads_to_the_sign_in_page(visitor: Visitor) -> None:
    answer = await visitor.http.get("/auth/oidc/unknown")

    assert problem(answer.headers["location"]) == "SIGN_IN_UNAVAILABLE"


async def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(visitor: Visitor) -> None:
    answer = await visitor.http.get(START)
    back = await visitor.http.get(await visitor.authorize(answer.headers["location"]))

    for each in (answer, back):
        assert each.headers["cache-control"] == "no-store"
        for cookie in each.headers.get_list("set-cookie"):
            assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}


async def test_the_sign_in_page_offers_the_providers_that_are_set_up(visitor: Visitor, api: Api) -> None:
    assert await visitor.api.one(PROVIDERS) == [
        {"key": "other", "name": "Beispiel-Konto", "address": "/auth/oidc/other"}
    ]
    assert await api.one(PROVIDERS) == []


async def test_a_person_sees_and_ends_their_links(
    visitor: Visitor, api: Api, workshop: TestWorkshop, other_workshop: TestWorkshop
) -> None:
    await visitor.sign_in()
    (linked,) = await visitor.api.one(LINKED)

    foreign = await api.as_(other_workshop.owner).one(REMOVE, id=linked["id"])
    removed = await visitor.api.one(REMOVE, id=linked["id"])

    assert linked["providerName"] == "Beispiel-Konto"
    assert [error["code"] for error in foreign["errors"]] == ["NOT_FOUND"]
    assert removed == {"deletedId": linked["id"], "errors": []}
    assert await visitor.api.one(LINKED) == []
