"""The page to subscribe on."""

from starlette.responses import RedirectResponse, Response

from carbot.embedded.stripe.checkout import first_invoice, redeem_code
from carbot.embedded.stripe.completion import complete, needs_answer
from carbot.embedded.stripe.errors import Fault, not_confirmed
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.invoices.lines import is_metered
from carbot.embedded.stripe.pages.forms import contact, method_from, typed
from carbot.embedded.stripe.pages.render import explain, language_of, show
from carbot.embedded.stripe.pages.request import Page
from carbot.embedded.stripe.world import World


def checkout_page(page: Page) -> Response:
    """Show a session, redeem a code, ask the bank, pay."""
    session = page.world.get("checkout.session", page.id)
    language = language_of(page.request, session["locale"])
    if session["status"] != "open":
        done = session["status"] == "complete"
        link = _success(session) if done else session["cancel_url"]
        return show(
            "message.html", language, 200 if done else 410, message="paid_already" if done else "expired", link=link
        )
    try:
        if page.action == "code":
            redeem_code(page.world, session, typed(page.form, "promotion_code"))
        elif page.action == "pay":
            return _pay(page, session, language)
        elif page.action in ("confirm", "refuse"):
            return _answered(page, session)
    except Fault as fault:
        return _form(page, session, language, fault)
    return _form(page, session, language)


def _pay(page: Page, session: Json, language: str) -> Response:
    person = contact(page.form, _known(page.world, session))
    method = method_from(page.world, page.form, person, session["payment_method_types"])
    if needs_answer(method):
        session["_contact"] = person
        return show("bank.html", language, method=method["id"], link=session["cancel_url"])
    complete(page.world, session, method, person)
    return RedirectResponse(_success(session), 303)


def _answered(page: Page, session: Json) -> Response:
    method = page.world.get("payment_method", typed(page.form, "payment_method"))
    if page.action == "refuse":
        raise not_confirmed()
    complete(page.world, session, method, session.pop("_contact"))
    return RedirectResponse(_success(session), 303)


def _form(page: Page, session: Json, language: str, fault: Fault | None = None) -> Response:
    world = page.world
    invoice = first_invoice(world, session) if session["mode"] == "subscription" else None
    entries = []
    for each in session["_items"]:
        price = world.get("price", each["price"])
        entries.append(
            {
                "name": world.get("product", price["product"])["name"],
                "quantity": each["quantity"],
                "amount": price["unit_amount"],
                "interval": price["recurring"]["interval"],
                "metered": is_metered(price),
            }
        )
    trial = session["_subscription_data"].get("trial_end")
    return show(
        "checkout.html",
        language,
        fault.status if fault else 200,
        session=session,
        entries=entries,
        invoice=invoice,
        trial_end=int(trial) if trial else None,
        known=_known(world, session),
        kinds=session["payment_method_types"],
        chosen=typed(page.form, "method") or session["payment_method_types"][0],
        form=page.form,
        error=explain(fault, language),
    )


def _known(world: World, session: Json) -> Json:
    customer = world.store.table("customer").get(session["customer"] or "")
    return customer or {"name": None, "email": session["customer_email"], "address": None}


def _success(session: Json) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])
