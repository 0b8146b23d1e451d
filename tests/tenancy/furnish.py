"""A workshop with one row in every table of its class, written past the walls by the owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from carbot.ids import new_id, new_token, to_gid, token_hash
from tenants.identity import PARTNER_PREFIX
from tenants.models import Base, Tenancy
from tenants.models.accounts import Language
from tenants.models.assistant import ConversationLink
from tenants.models.audit import AuditEntry
from tenants.models.blocks import VisitorBlock
from tenants.models.catalogue import PriceKind, Service, ServiceCategory
from tenants.models.chat import Author, Conversation, Message, Surface, Turn
from tenants.models.downloads import Download, ExportFormat
from tenants.models.errors import ErrorCategory, ErrorGroup, ErrorSeverity
from tenants.models.figures import DailyFigure, FigureMetric
from tenants.models.gaps import GapOrigin, KnowledgeGap
from tenants.models.idempotency import IdempotencyKey
from tenants.models.images import Image, ImageFormat
from tenants.models.impersonations import Impersonation
from tenants.models.imports import CatalogueImport, CatalogueImportRow, ImportStatus, RowAction
from tenants.models.keys import ClientKey, ClientKeyDay
from tenants.models.knowledge import Document, DocumentPassage, FaqEntry
from tenants.models.leads import Consent, Lead, LeadEvent, LeadEventKind, LeadKind, LeadOrigin
from tenants.models.members import Invitation, Role
from tenants.models.operators import Operator, OperatorSession
from tenants.models.partners import (
    AuthorizationCode,
    Installation,
    InstallationDay,
    PartnerToken,
    PartnerTokenKind,
)
from tenants.models.prices import PriceRule, PriceRuleKind, ServicePrice
from tenants.models.sign_ins import LinkedSignIn
from tenants.models.uploads import Upload, UploadChunk
from tenants.models.vehicles import VehicleClass
from tenants.models.workshops import Closure, OpeningInterval, Weekday
from tenants.permissions import SCOPE_PERMISSIONS
from tests.images.pictures import png
from tests.support.api import ORIGIN, Headers, Person, TestWorkshop
from tests.tenancy.catalog import tables_of


@dataclass(frozen=True)
class Conversing:
    """One visitor's conversation with everything that hangs on it."""

    token: str
    conversation: UUID
    message: UUID
    turn: UUID
    consent: UUID
    lead: UUID
    lead_event: UUID


@dataclass(frozen=True)
class Furnished:
    """A workshop with two visitors, `mine` and `neighbour`, and one row or more in every other table."""

    workshop: TestWorkshop
    engine: Engine
    key: str
    partner_token: str
    mine: Conversing
    neighbour: Conversing
    operator: UUID
    operator_token: str
    error_group: UUID

    @property
    def owner(self) -> Person:
        """The workshop's owner, signed in."""
        return self.workshop.owner

    @property
    def visitor(self) -> Headers:
        """The visitor of the conversation `mine`."""
        return Headers(
            {"x-carbot-client-key": self.key, "origin": ORIGIN, "authorization": f"Bearer {self.mine.token}"}
        )

    @property
    def partner(self) -> Headers:
        """A program that may do all a program can be allowed here."""
        return Headers({"authorization": f"Bearer {self.partner_token}"})

    @property
    def runner(self) -> Headers:
        """Somebody who runs the platform."""
        return Headers({"cookie": f"carbot_operator={self.operator_token}", "x-carbot-operator": "1"})

    def ids(self) -> dict[str, str]:
        """One id of every prefix there is in this workshop."""
        found = {}
        with self.engine.connect() as connection:
            for mapper in Base.registry.mappers:
                model = mapper.class_
                if model.__prefix__ and model.__tenancy__ is Tenancy.WORKSHOP:
                    query = (
                        f"SELECT id FROM {model.__tablename__} WHERE {model.__tenant_key__} = :w ORDER BY id LIMIT 1"
                    )
                    key = connection.execute(text(query), {"w": self.workshop.id}).scalar_one()
                    found[model.__prefix__] = to_gid(model.__prefix__, key)
            session = "SELECT id FROM sessions WHERE account_id = :a"
            key = connection.execute(text(session), {"a": self.owner.account_id}).scalar_one()
            linked = "SELECT id FROM linked_sign_ins WHERE account_id = :a"
            sign_in = connection.execute(text(linked), {"a": self.owner.account_id}).scalar_one()
            held = "SELECT id FROM subscriptions WHERE organization_id = :o"
            subscription = connection.execute(text(held), {"o": self._organization}).scalar_one()
        return {
            **found,
            "subscription": to_gid("subscription", subscription),
            "session": to_gid("session", key),
            "signin": to_gid("signin", sign_in),
            "person": to_gid("person", self._account),
            "operator": to_gid("operator", self.operator),
            "errorgroup": to_gid("errorgroup", self.error_group),
        }

    @property
    def _account(self) -> UUID:
        assert self.owner.account_id is not None
        return self.owner.account_id

    @property
    def _organization(self) -> UUID:
        with self.engine.connect() as connection:
            query = text("SELECT organization_id FROM workshops WHERE id = :w")
            found: UUID = connection.execute(query, {"w": self.workshop.id}).scalar_one()
        return found

    def rows(self) -> dict[str, list[str]]:
        """Every row of the workshop, of its organization and of its owner, as text, by table."""
        with self.engine.connect() as connection:
            found = {
                table: list(
                    connection.execute(
                        text(f"SELECT t::text FROM {table} t WHERE {key} = :w ORDER BY 1"), {"w": self.workshop.id}
                    ).scalars()
                )
                for table, key in tables_of(Tenancy.WORKSHOP).items()
            }
            owners = {table: (key, self._account) for table, key in tables_of(Tenancy.ACCOUNT).items()}
            owners |= {table: (key, self._organization) for table, key in tables_of(Tenancy.ORGANIZATION).items()}
            for table, (key, owner) in owners.items():
                query = text(f"SELECT t::text FROM {table} t WHERE {key} = :owner ORDER BY 1")
                found[table] = list(connection.execute(query, {"owner": owner}).scalars())
        return found

    def jobs(self) -> set[UUID]:
        """What was put into the outbox for this workshop and is still there."""
        with self.engine.connect() as connection:
            query = text("SELECT id FROM outbox WHERE workshop_id = :w")
            return set(connection.execute(query, {"w": self.workshop.id}).scalars())

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Asserts that nothing of this workshop is different afterwards, and nothing is to be done for it."""
        with self.engine.begin() as connection:
            # Whoever uses a session that nobody has used for minutes notes that it is in use.
            used = text("UPDATE sessions SET last_used_at = now() WHERE account_id = :a")
            connection.execute(used, {"a": self._account})
        before, jobs = self.rows(), self.jobs()
        yield
        assert self.rows() == before
        assert self.jobs() <= jobs


def furnish(engine: Engine, workshop: TestWorkshop) -> Furnished:
    """Write the rows. Their ids are in the order they are made in, so `mine` has the smaller ones."""
    with Session(engine) as session:

        def store(model: type[Base], **values: Any) -> Any:
            row = model(id=new_id(), workshop_id=workshop.id, **values)
            session.add(row)
            session.flush()
            return row

        key = store(ClientKey, name="Website", key=f"ck_{new_token()[:24]}", allowed_origins=[ORIGIN])
        store(ClientKeyDay, client_key_id=key.id, day=date(2026, 11, 2), opens=3)
        store(OpeningInterval, weekday=Weekday.MONDAY, opens_at=time(8), closes_at=time(17), position=1)
        store(Closure, starts_on=date(2027, 8, 2), ends_on=date(2027, 8, 20), reason="Betriebsferien")
        category = store(ServiceCategory, name="Öl", sort_name="oel", position=1)
        service = store(
            Service,
            category_id=category.id,
            category_position=1,
            name="Ölwechsel",
            sort_name="oelwechsel",
            price_kind=PriceKind.FIXED,
            price_min=9900,
            price_max=9900,
        )
        store(FaqEntry, question="Gibt es einen Ersatzwagen?", answer="Ja, für 25 € am Tag.", position=1)
        document = store(Document, title="Räderhotel", length=30)
        store(DocumentPassage, document_id=document.id, position=1, title="Räderhotel", text="Wir lagern Räder ein.")
        store(
            KnowledgeGap,
            folded="poliert ihr felgen",
            question="Poliert ihr Felgen?",
            language=Language.DE,
            origin=GapOrigin.UNANSWERED,
            first_seen_at=datetime.now(UTC),
            last_seen_at=datetime.now(UTC),
        )
        store(
            ServicePrice,
            service_id=service.id,
            valid_from=datetime.now(UTC),
            price_kind=PriceKind.FIXED,
            price_min=9900,
            price_max=9900,
        )
        store(
            PriceRule,
            service_id=service.id,
            label="SUV",
            vehicle_class=VehicleClass.SUV,
            kind=PriceRuleKind.FACTOR,
            factor_permille=1400,
        )
        store(
            Invitation,
            email="grete@werkstatt.example",
            role=Role.STAFF,
            invited_by="Ada Meister",
            token_hash=token_hash(new_token()),
            expires_at=datetime.now(UTC) + timedelta(days=7),
        )
        store(AuditEntry, actor_id=workshop.owner.account_id, action="workshop.furnished", changes={})
        store(
            Impersonation,
            operator_id=new_id(),
            operator_name="Olga Petersen",
            token_hash=token_hash(new_token()),
            reason="Der Import klemmt.",
            expires_at=datetime.now(UTC),
            # One that only ran out would be written down as ended by whoever cleans up meanwhile.
            ended_at=datetime.now(UTC),
        )
        store(DailyFigure, day=date(2026, 11, 2), metric=FigureMetric.LEADS, count=1, groups={"KIND": {"CALLBACK": 1}})
        token = _install(store)
        moment = datetime.now(UTC)
        linked = LinkedSignIn(
            account_id=workshop.owner.account_id,
            issuer="https://login.example",
            subject=new_token(),
            provider_name="Example",
            begun_at=moment,
            last_used_at=moment,
        )
        session.add(linked)
        mine, neighbour = (_converse(store, key.id, workshop.owner.member_id) for _ in range(2))
        store(
            IdempotencyKey,
            conversation_id=mine.conversation,
            name=token_hash(new_token()),
            body=token_hash(new_token()),
            answer="{}",
            expires_at=datetime.now(UTC) + timedelta(hours=24),
        )
        for pictured in (service.id, None):
            store(Image, service_id=pictured, format=ImageFormat.PNG, width=3, height=2, content=png())
        upload = store(Upload, file_name="bild.png", size=len(png()))
        store(UploadChunk, upload_id=upload.id, position=0, content=png())
        read = ImportStatus.READY
        row = {"category": None, "service": {"name": "Neu", "sort_name": "neu"}}
        imported = store(
            CatalogueImport, upload_id=upload.id, file_name="a.csv", language=Language.DE, status=read, create_count=1
        )
        store(CatalogueImportRow, import_id=imported.id, number=2, cells=["Öl"], action=RowAction.CREATE, values=row)
        store(
            Download,
            token_hash=token_hash(new_token()),
            format=ExportFormat.CSV,
            language=Language.DE,
            expires_at=datetime.now(UTC) + timedelta(minutes=10),
        )
        store(VisitorBlock, visitor_hash=token_hash(new_token()), member_name="Ada Meister")
        # Nothing is counted here while a test looks whether anything changed.
        session.execute(text("DELETE FROM figure_marks WHERE workshop_id = :w"), {"w": workshop.id})
        return Furnished(workshop, engine, key.key, token, mine, neighbour, *_run(session))


def _install(store: Any) -> str:
    """A program of the workshop's own that may do everything; its access token."""
    token, later = f"{PARTNER_PREFIX}{new_token()}", datetime.now(UTC) + timedelta(hours=1)
    scopes = list(SCOPE_PERMISSIONS)
    installation = store(
        Installation,
        name="Warenwirtschaft",
        client_id=f"cbi_{new_token()[:20]}",
        secret_hash=token_hash(new_token()),
        scopes=scopes,
    )
    store(InstallationDay, installation_id=installation.id, day=date(2026, 11, 2), requests=7)
    store(
        AuthorizationCode,
        installation_id=installation.id,
        code_hash=token_hash(new_token()),
        redirect_uri="https://partner.example/callback",
        challenge="x" * 43,
        scopes=scopes,
        expires_at=later,
    )
    store(
        PartnerToken,
        installation_id=installation.id,
        family_id=new_id(),
        kind=PartnerTokenKind.ACCESS,
        token_hash=token_hash(token),
        scopes=scopes,
        expires_at=later,
    )
    return token


def _run(session: Session) -> tuple[UUID, str, UUID]:
    """Somebody who runs the platform, the token of their session, and an error they look after."""
    now, token = datetime.now(UTC), new_token()
    email = f"olga.{new_id().hex}@carbot.example"
    operator = Operator(id=new_id(), email=email, name="Olga Petersen", confirmed_at=now)
    session.add(operator)
    session.flush()
    later = now + timedelta(hours=1)
    session.add(OperatorSession(operator_id=operator.id, token_hash=token_hash(token), expires_at=later))
    group = ErrorGroup(
        id=new_id(),
        fingerprint=new_id().hex,
        severity=ErrorSeverity.LOW,
        category=ErrorCategory.OTHER,
        title="ValueError",
        place="resolvers.leads.work.update_lead",
        first_release="0.1.0",
        last_release="0.1.0",
        count=1,
        first_seen=now,
        last_seen=now,
        assignee_id=operator.id,
    )
    session.add(group)
    session.commit()
    return operator.id, token, group.id


def _converse(store: Any, key_id: UUID, member_id: UUID | None) -> Conversing:
    token = new_token()
    conversation = store(
        Conversation,
        client_key_id=key_id,
        token_hash=token_hash(token),
        token_expires_at=datetime.now(UTC) + timedelta(hours=24),
        language=Language.DE,
        surface=Surface.WIDGET,
        message_count=1,
        preview="Was kostet ein Ölwechsel?",
    )
    said = "Was kostet ein Ölwechsel?"
    message = store(Message, conversation_id=conversation.id, seq=1, author=Author.VISITOR, text=said)
    # A lease that lasts: nobody else shall finish this answer.
    lease = datetime.now(UTC) + timedelta(hours=1)
    turn = store(Turn, conversation_id=conversation.id, question_seq=1, lease_until=lease)
    consent = store(
        Consent, conversation_id=conversation.id, text_version="2026-11", text="Ich willige ein.", language=Language.DE
    )
    lead = store(
        Lead,
        conversation_id=conversation.id,
        consent_id=consent.id,
        assignee_id=member_id,
        kind=LeadKind.CALLBACK,
        origin=LeadOrigin.VISITOR,
        language=Language.DE,
        name="Ayşe Kaya",
        sort_name="ayse kaya",
        phone="+491712345678",
        surface=Surface.WIDGET,
        score=40,
    )
    week = datetime.now(UTC) + timedelta(days=7)
    store(ConversationLink, conversation_id=conversation.id, token_hash=token_hash(new_token()), expires_at=week)
    event = store(LeadEvent, lead_id=lead.id, kind=LeadEventKind.CREATED)
    return Conversing(token, conversation.id, message.id, turn.id, consent.id, lead.id, event.id)
