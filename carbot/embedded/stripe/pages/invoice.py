"""The page of an invoice: what it says, and where it is paid."""

from starlette.responses import RedirectResponse, Response

from carbot.embedded.stripe.errors import Fault, missing
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.invoices.collection import collect, fault_of, intent_of
from carbot.embedded.stripe.pages.forms import contact, method_from, typed
from carbot.embedded.stripe.pages.pdf import invoice_pdf
from carbot.embedded.stripe.pages.render import explain, language_of, show
from carbot.embedded.stripe.pages.request import Page
from carbot.embedded.stripe.payment_methods import attach_method

_KINDS = ["card", "sepa_debit"]


def invoice_page(page: Page) -> Response:
    """Show an invoice; pay it."""
    invoice = _invoice(page)
    fault = None
    if page.action == "pay" and invoice["status"] == "open":
        try:
            if target := _pay(page, invoice):
                return RedirectResponse(target, 303)
        except Fault as refused:
            fault = refused
    customer = page.world.get("customer", invoice["customer"])
    intent = intent_of(page.world, invoice)
    language = language_of(page.request)
    return show(
        "invoice.html",
        language,
        fault.status if fault else 200,
        invoice=invoice,
        under_way=bool(intent and intent["status"] == "processing"),
        kinds=_KINDS,
        chosen=typed(page.form, "method") or "card",
        form=page.form,
        known=customer,
        error=explain(fault, language),
    )


def _pay(page: Page, invoice: Json) -> str | None:
    world = page.world
    customer = world.get("customer", invoice["customer"])
    method = method_from(world, page.form, contact(page.form, customer), _KINDS)
    attach_method(world, method["id"], customer)
    result = collect(world, invoice, method, off_session=False, by_hand=True)
    if result == "requires_action":
        intent = intent_of(world, invoice) or {}
        return str(intent["next_action"]["redirect_to_url"]["url"])
    if result == "failed":
        raise fault_of(world, invoice)
    return str(invoice["hosted_invoice_url"])


def invoice_file(page: Page) -> Response:
    """An invoice as PDF."""
    invoice = _invoice(page)
    name = f"invoice-{invoice['number']}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(invoice_pdf(invoice), media_type="application/pdf", headers=headers)


def _invoice(page: Page) -> Json:
    invoice = page.world.get("invoice", page.id)
    secret = str(page.request.path_params["secret"])
    if not str(invoice["hosted_invoice_url"]).endswith("/" + secret):
        raise missing("invoice", page.id)
    return invoice
