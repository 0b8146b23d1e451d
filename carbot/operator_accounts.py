"""The command `carbot operator`: who runs the platform, and the link with which a person sets up the sign-in."""

from carbot.errors import Rejected, StartupError
from carbot.settings import Settings
from resolvers.values import Checks
from tenants import operators


def run(settings: Settings, act: str, email: str | None, name: str | None) -> None:
    """Do one act and print what came of it. Raises StartupError with what is missing."""
    if act == "list":
        print(listing(settings), end="")
        return
    address = _address(email)
    if act == "create":
        if not name:
            raise StartupError("--name is missing: workshops see it when the operator visits them.")
        _print_link(settings, operators.create(settings, address, " ".join(name.split())[:80]))
    elif act == "reset":
        _print_link(settings, operators.reset(settings, address))
    else:
        operators.disable(settings, address)
        print(f"{address} may not sign in any more; sessions and visits to workshops have ended.")


def listing(settings: Settings) -> str:
    """One line per operator: address, name, state."""
    lines = []
    for known in operators.everybody(settings):
        state = "disabled" if known.disabled_at else "confirmed" if known.confirmed_at else "waits for the link"
        lines.append(f"{known.email}\t{known.name}\t{state}\n")
    return "".join(lines) or "There are no operators yet: `carbot operator create EMAIL --name NAME` makes one.\n"


def _address(email: str | None) -> str:
    checks = Checks()
    address = checks.email("email", email)
    try:
        checks.done()
    except Rejected:
        raise StartupError("The operator's e-mail address is missing or none.") from None
    return address or ""


def _print_link(settings: Settings, token: str) -> None:
    hours = int(operators.ENROLMENT_LIFE.total_seconds() // 3600)
    print(f"Good once and for {hours} hours; give it to the operator and to nobody else:")
    print(f"{settings.public_url.rstrip('/')}/operator/enroll?token={token}")
