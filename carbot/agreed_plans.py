"""The command `carbot plan`: what organizations have, and plans that were agreed with people."""

from carbot.errors import StartupError
from carbot.settings import Settings
from tenants import subscriptions


def run(settings: Settings, act: str, workshop: str | None, plan: str | None, until: str | None) -> None:
    """Do one act and print what came of it. Raises StartupError with what is missing."""
    if act == "list":
        print(listing(settings), end="")
        return
    if not workshop:
        raise StartupError("Which workshop? `carbot plan list` tells their ids.")
    if act == "end":
        subscriptions.end(settings, workshop)
        print(f"The plan of {workshop} has ended: all can be read, nothing changed.")
        return
    if not plan:
        raise StartupError("Which plan?")
    subscriptions.grant(settings, workshop, plan, until)
    print(f"{workshop} has {plan.upper()} {f'to the end of {until}' if until else 'until further notice'}.")


def listing(settings: Settings) -> str:
    """One line per organization: its name, plan, standing, when the rights end, its workshops."""
    lines = []
    for held in subscriptions.everybody(settings):
        ends = f"{held.rights_end_at:%Y-%m-%d}" if held.rights_end_at else "-"
        lines.append("\t".join((held.organization, held.plan, held.standing, ends, *held.workshops)) + "\n")
    return "".join(lines) or "There are no organizations yet.\n"
