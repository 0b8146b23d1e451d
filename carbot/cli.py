"""The `carbot` command. What a command runs is imported when it runs, so that `--help` answers at once."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from carbot.errors import StartupError

if TYPE_CHECKING:
    from carbot.settings import Settings

_ADMIN_URL = "CARBOT_DATABASE_ADMIN_URL"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Why something cannot start is one sentence on standard error."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.run
    try:
        command(options)
    except StartupError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="carbot", description="Customer engagement for car workshops.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    add("api", _runs("carbot.app", "serve"), "serve GraphQL, the dashboard and the widget")
    add("worker", _runs("carbot.worker", "run"), "do the jobs: mails, notices, scores")
    add("scheduler", _runs("carbot.scheduler", "run"), "relay the outbox and start what is due")
    add("provision", _provision, f"make roles and database; {_ADMIN_URL} is a superuser's URL")
    add("migrate", _runs("tenants.migrate", "migrate"), "bring the database of DATABASE_URL up to date")
    figures = add("figures", _figures, "what the dashboard counts by day")
    figures.add_argument("act", choices=["recount"], help="have all days of all workshops counted again")
    operator = add("operator", _operator, "the people who run the platform")
    operator.add_argument("act", choices=["create", "list", "reset", "disable"], help="reset makes a new link")
    operator.add_argument("email", nargs="?", help="the operator's address")
    operator.add_argument("--name", help="what the operator is called, for create")
    partner = add("partner", _partner, "apps of other companies that workshops may install")
    partner.add_argument("act", choices=["create"], help="register an app; prints its client id and, once, its secret")
    partner.add_argument("name", help="what workshops see")
    partner.add_argument("--developer", required=True, help="the company that makes it")
    partner.add_argument("--redirect-uri", action="append", default=[], help="where it is returned to, to the letter")
    partner.add_argument("--scope", action="append", default=[], required=True, help="what it may ask for: leads:read")
    partner.add_argument("--public", action="store_true", help="it cannot keep a secret: a program on people's devices")
    plan = add("plan", _plan, "plans that were agreed with people")
    plan.add_argument(
        "act", choices=["list", "grant", "end"], help="grant PLAN to a workshop's organization, or end it"
    )
    plan.add_argument("workshop", nargs="?", help="the workshop's id, as list prints it")
    plan.add_argument("plan", nargs="?", help="BASIC, PREMIUM or ENTERPRISE, for grant")
    plan.add_argument("--until", help="the last day, such as 2027-12-31; without it, until further notice")
    add("config", _config, "print every setting, its value and what it means; secrets are masked")
    add("version", _version, "print the release")
    demo = add("demo", _demo, "run everything on this machine, with a demo workshop")
    demo.add_argument("--port", type=int, default=8000, help="port of the API; the host page takes the next one")
    demo.add_argument("--fresh", action="store_true", help="start from an empty database")
    return parser


def read_settings() -> "Settings":
    """The settings of the environment. Raises StartupError that names the first variable with a wrong value."""
    from pydantic import ValidationError

    from carbot import configuration
    from carbot.settings import Settings

    try:
        return Settings()
    except ValidationError as refusal:
        raise StartupError(configuration.complaint(refusal)) from None


def _runs(module: str, function: str) -> Callable[[argparse.Namespace], None]:
    def run(_: argparse.Namespace) -> None:
        settings = read_settings()
        getattr(import_module(module), function)(settings)

    return run


def _provision(_: argparse.Namespace) -> None:
    admin_url = os.environ.get(_ADMIN_URL)
    if not admin_url:
        raise StartupError(f"{_ADMIN_URL} is missing: set it to the URL of a user who may create roles and databases.")
    import_module("tenants.provision").provision(admin_url, read_settings())


def _figures(_: argparse.Namespace) -> None:
    marked = import_module("tenants.figures").mark_everything(read_settings())
    print(f"{marked} workshops are counted again while scheduler and worker run.")


def _operator(options: argparse.Namespace) -> None:
    from carbot import operator_accounts

    operator_accounts.run(read_settings(), options.act, options.email, options.name)


def _partner(options: argparse.Namespace) -> None:
    made = import_module("tenants.partners").create_app(
        read_settings(),
        name=options.name,
        developer=options.developer,
        redirect_uris=options.redirect_uri,
        scopes=options.scope,
        is_public=options.public,
    )
    print(f"client id  {made.client_id}")
    print(f"secret     {made.secret or 'none: the app proves itself by PKCE'}")


def _plan(options: argparse.Namespace) -> None:
    from carbot import agreed_plans

    agreed_plans.run(read_settings(), options.act, options.workshop, options.plan, options.until)


def _config(_: argparse.Namespace) -> None:
    from carbot import configuration

    print(configuration.listing(read_settings()), end="")


def _version(_: argparse.Namespace) -> None:
    print(read_settings().release)


def _demo(options: argparse.Namespace) -> None:
    import_module("carbot.demo").run(port=options.port, fresh=options.fresh)
