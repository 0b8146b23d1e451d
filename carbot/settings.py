"""Every setting of CarBot, in one documented class. `carbot config` prints them without secrets."""

from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, PositiveInt, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from carbot.production import INSECURE_SECRET, LOOPBACK, objections


class Profile(StrEnum):
    """What kind of deployment this is; it only chooses defaults, never behaviour a test could not see."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class DocumentPolicy(StrEnum):
    """Who may send the text of a GraphQL document instead of the id of a trusted one."""

    ANY = "any"
    PARTNERS = "partners"
    TRUSTED = "trusted"


def _plain(name: str) -> AliasChoices:
    """A setting whose environment variable other tools share, so that it carries no prefix."""
    return AliasChoices(name, name.lower())


class Settings(BaseSettings):
    """Read from the environment: the upper-case name with the prefix CARBOT_, unless the description names another.

    Raises pydantic's ValidationError for a value of the wrong kind and for a production profile that is not safe.
    """

    model_config = SettingsConfigDict(env_prefix="CARBOT_", frozen=True, extra="ignore", populate_by_name=True)

    profile: Profile = Field(Profile.PRODUCTION, description="production, demo or test")
    release: str = Field("0.1.0", description="shown by /health and stored with errors")
    public_url: str = Field("http://localhost:8000", description="where browsers reach the API and the dashboard")
    host: str = Field("127.0.0.1", description="address the API listens on")
    port: int = Field(8000, ge=0, le=65535, description="port the API listens on")
    trusted_proxies: str = Field(
        "127.0.0.1", description="addresses whose X-Forwarded-For and X-Forwarded-Proto count, comma-separated, or *"
    )
    secret_key: SecretStr = Field(
        SecretStr(INSECURE_SECRET),
        description="at least 32 characters; role passwords, keyed hashes and sealed values hang on it",
    )
    secret_keys_old: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (), description="secret keys of the past, separated by blanks: what they sealed can still be opened"
    )

    private_hosts: str = Field(
        "",
        description="hosts that PostgreSQL and Redis may be reached at without TLS, because nobody else is on the way; "
        "comma-separated",
    )

    var_dir: Path = Field(Path("var"), description="where the local mail sink keeps its mails; development only")

    database_url: str = Field(
        "postgresql://carbot_owner@127.0.0.1:5432/carbot",
        validation_alias=_plain("DATABASE_URL"),
        description="DATABASE_URL: the owner's; the other roles reach the same database with derived passwords",
    )
    database_pool: PositiveInt = Field(10, description="connections per role and process")
    database_timeout: timedelta = Field(timedelta(seconds=2), description="how long a request waits for a connection")
    database_pipeline_pool: PositiveInt = Field(16, description="pipelined connections per role and process")
    database_replica_url: str | None = Field(
        None,
        validation_alias=_plain("DATABASE_REPLICA_URL"),
        description="DATABASE_REPLICA_URL: a read replica for queries; without it the primary answers them",
    )
    statement_timeout: timedelta = Field(
        timedelta(seconds=10), description="the server ends a pipelined statement that takes longer"
    )
    prepare: bool = Field(True, description="prepare statements on the server; off for PgBouncer before 1.21")
    redis_url: str = Field("redis://127.0.0.1:6379/0", validation_alias=_plain("REDIS_URL"), description="REDIS_URL")
    redis_timeout: timedelta = Field(timedelta(seconds=1), description="no request waits longer for Redis")

    request_timeout: timedelta = Field(timedelta(seconds=10), description="a request that takes longer is given up")
    documents: DocumentPolicy = Field(DocumentPolicy.PARTNERS, description="any, partners or trusted")
    graphiql: bool = Field(False, description="serve GraphiQL and introspection to everybody")
    mailbox: bool = Field(False, description="show the local mail sink at /mailbox; development only")
    rate_limit_factor: PositiveInt = Field(1, description="multiplies every rate limit; the demo uses 100")
    body_limit: PositiveInt = Field(256 * 1024, description="largest body of a GraphQL request, in bytes")

    mail_from: str = Field("CarBot <noreply@carbot.chat>", description="sender of every mail")
    smtp_url: SecretStr | None = Field(
        None, description="smtp:// or smtps:// with user and password, when mail goes by SMTP"
    )
    resend_api_key: SecretStr | None = Field(None, description="mail goes through Resend when this is set")
    resend_base_url: str = Field("https://api.resend.com", description="Resend's API")
    resend_webhook_secret: SecretStr | None = Field(None, description="checks the signature of Resend's events")

    otlp_endpoint: str | None = Field(
        None, description="errors are also sent here as OpenTelemetry logs (OTLP over HTTP), such as http://host:4318"
    )
    oidc_google_client_id: str | None = Field(None, description="people may sign in by Google when this is set")
    oidc_google_client_secret: SecretStr | None = Field(None, description="the secret of that client")
    oidc_microsoft_client_id: str | None = Field(None, description="people may sign in by Microsoft when this is set")
    oidc_microsoft_client_secret: SecretStr | None = Field(None, description="the secret of that client")
    oidc_microsoft_tenant: str = Field("common", description="whose people: common, organizations, or one tenant's id")
    oidc_issuer: str | None = Field(None, description="any other OpenID Connect provider people may sign in by")
    oidc_client_id: str | None = Field(None, description="the client that provider knows us as")
    oidc_client_secret: SecretStr | None = Field(None, description="the secret of that client")
    oidc_name: str = Field("OpenID Connect", max_length=60, description="what that provider is called on its button")
    oidc_timeout: timedelta = Field(timedelta(seconds=5), description="how long a provider may take for one step")

    vies_url: str = Field(
        "https://ec.europa.eu/taxation_customs/vies/rest-api", description="the REST API that VAT ids are checked by"
    )
    vies_timeout: timedelta = Field(timedelta(seconds=8), description="how long one check of a VAT id may take")

    operator_name: str | None = Field(None, description="who runs this platform, for the legal pages")
    operator_address: str | None = Field(
        None,
        description="the operator's postal address for the legal pages, then representative, register and VAT id; "
        "commas or line breaks separate the lines",
    )
    operator_email: str | None = Field(None, description="where the operator is reached, for the legal pages")

    openai_api_key: SecretStr | None = Field(
        None, validation_alias=_plain("OPENAI_API_KEY"), description="OPENAI_API_KEY: with it a model answers"
    )
    openai_base_url: str | None = Field(
        None, validation_alias=_plain("OPENAI_BASE_URL"), description="OPENAI_BASE_URL: any compatible service"
    )
    llm_model: str = Field("gpt-5-mini", description="the model that answers")
    llm_token_price: int = Field(
        0, ge=0, description="what a million tokens of the model cost, in cents; members see what a conversation cost"
    )
    llm_timeout: timedelta = Field(timedelta(seconds=15), description="after this the built-in assistant takes over")
    proof_threshold: PositiveInt = Field(
        60, description="beginnings a minute with a client key, from which on each needs a proof of work"
    )
    visitor_daily_tokens: PositiveInt = Field(40_000, description="tokens a visitor may use a day; then built-in")
    conversation_tokens: PositiveInt = Field(30_000, description="tokens a conversation may use; then built-in")
    workshop_daily_tokens: PositiveInt = Field(400_000, description="tokens a workshop may use a day; then built-in")

    turn_lease: timedelta = Field(timedelta(seconds=10), description="an answer whose lease ran out is taken over")
    turn_save: timedelta = Field(timedelta(milliseconds=500), description="the longest a streamed text stays unsaved")
    relay_poll: timedelta = Field(timedelta(seconds=1), description="outbox poll when no notification came")
    sweep_interval: timedelta = Field(timedelta(seconds=15), description="how often lost jobs are looked for")
    figures_interval: timedelta = Field(timedelta(seconds=5), description="how often changed days are counted again")
    job_lost_after: timedelta = Field(
        timedelta(seconds=60), description="a dispatched job not done by then is sent again"
    )
    worker_heartbeat: timedelta = Field(timedelta(seconds=20), description="a silent worker is dead after this")
    worker_threads: PositiveInt = Field(4, description="threads per worker process")
    subscription_check: timedelta = Field(timedelta(seconds=4), description="how often a stream checks its session")
    subscription_limit: timedelta = Field(timedelta(minutes=30), description="longest life of a stream")
    ping_interval: timedelta = Field(timedelta(seconds=15), description="keep-alive of streams")

    @cached_property
    def is_https(self) -> bool:
        """Whether browsers reach us by https, which the session cookie's name and flags follow."""
        return urlsplit(self.public_url).scheme == "https"

    @field_validator("secret_keys_old", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        return tuple(given.split()) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _providers_are_whole(self) -> "Settings":
        for name in ("oidc_google", "oidc_microsoft", "oidc"):
            if bool(getattr(self, f"{name}_client_id")) is not bool(getattr(self, f"{name}_client_secret")):
                raise ValueError(f"CARBOT_{name.upper()}_CLIENT_ID and …_SECRET belong together: set both or neither.")
        if bool(self.oidc_issuer) is not bool(self.oidc_client_id):
            raise ValueError("CARBOT_OIDC_ISSUER and CARBOT_OIDC_CLIENT_ID belong together: set both or neither.")
        issuer = urlsplit(self.oidc_issuer or "https:")
        if issuer.scheme != "https" and issuer.hostname not in LOOPBACK:
            raise ValueError("CARBOT_OIDC_ISSUER must start with https:// unless it is this machine.")
        return self

    @model_validator(mode="after")
    def _production_is_safe(self) -> "Settings":
        if self.profile is Profile.PRODUCTION and (objection := next(objections(self), None)):
            raise ValueError(objection)
        return self
