"""Every peer answers as we do: the same rows in the same order, and the same changes to the database."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from bench import contestants, workloads
from bench.cast import Visitor
from bench.contestants import Running
from bench.stage import Scene
from bench.workloads import HOME, INSERT, LEAD_UPDATE, NESTED_LIST, POINT_READ, WIDGET_SEND, Workload
from tests.bench.asking import ask

pytestmark = pytest.mark.timeout(300)
OURS = "front_door"
PEERS = [name for name in contestants.ALL if name != OURS]
READS = [workload for workload in (*workloads.MAIN, HOME) if workload not in (INSERT,)]


def server_of(servers: Mapping[str, Running], name: str, workload: Workload) -> Running:
    """The peer, where it is installed and can be asked this."""
    if name not in servers:
        pytest.skip("npm cannot install PostGraphile here")
    if not servers[name].contestant.answers(workload):
        pytest.skip(f"{name} is not asked this")
    return servers[name]


@pytest.mark.parametrize("name", PEERS)
@pytest.mark.parametrize("workload", READS, ids=lambda workload: workload.name)
def test_a_peer_reads_what_we_read(servers: Mapping[str, Running], scene: Scene, workload: Workload, name: str) -> None:
    peer = server_of(servers, name, workload)

    for member in scene.cast.ordinary[:5]:
        ours = ask(servers[OURS], workload, member)

        assert ask(peer, workload, member) == ours
        assert ours


def test_the_nested_list_is_full(servers: Mapping[str, Running], scene: Scene) -> None:
    leads = ask(servers[OURS], NESTED_LIST, scene.cast.ordinary[0])["leads"]

    conversations = [edge["node"]["conversation"] for edge in leads["edges"]]
    lines = [len(each["messages"]["edges"]) for each in conversations if each]
    assert len(leads["edges"]) == 50
    assert leads["totalCount"] > 50
    assert leads["pageInfo"] == {"hasNextPage": True, "endCursor": True}
    assert len(lines) > 40
    assert max(lines) == 5


def test_everybody_reads_a_lead_of_their_own(servers: Mapping[str, Running], scene: Scene) -> None:
    first, second = scene.cast.ordinary[0], scene.cast.ordinary[1]

    answers = [ask(servers[OURS], POINT_READ, member)["lead"]["id"] for member in (first, second)]

    assert answers == [first.lead_id, second.lead_id]
    assert first.workshop_id != second.workshop_id


@pytest.mark.parametrize("name", list(contestants.ALL))
@pytest.mark.parametrize("workload", [INSERT, WIDGET_SEND], ids=lambda workload: workload.name)
def test_a_message_is_stored_once_and_told(
    servers: Mapping[str, Running], scene: Scene, workload: Workload, name: str
) -> None:
    peer = server_of(servers, name, workload)
    place = list(contestants.ALL).index(name) + len(contestants.ALL) * (workload is WIDGET_SEND)
    visitor = scene.cast.visitors[place]
    before = conversation(scene, visitor)

    answer = ask(peer, workload, visitor, number=place)["messageSend"]
    again = ask(peer, workload, visitor, number=place)["messageSend"]

    after = conversation(scene, visitor)
    assert again == answer
    sent = answer["message"]
    text = workload.variables[peer.contestant.words](visitor).get("text") or sent["text"]
    assert (sent["author"], sent["text"], sent["seq"]) == ("VISITOR", text, before["message_count"] + 1)
    assert answer.get("turn") is None
    assert after == {
        "message_count": before["message_count"] + 1,
        "messages": before["messages"] + 1,
        "turns": before["turns"],
        "told": before["told"] + 1,
        "preview": text,
        "status": "OPEN" if before["status"] == "CLOSED" else before["status"],
    }


@pytest.mark.parametrize("name", list(contestants.ALL))
def test_a_conversation_nobody_has_taken_over_gets_a_turn(
    servers: Mapping[str, Running], scene: Scene, name: str
) -> None:
    peer = server_of(servers, name, INSERT)
    taken = scene.cast.visitors[-1 - list(contestants.ALL).index(name)]
    with psycopg.connect(scene.admin_url) as connection:
        connection.execute("UPDATE conversations SET taken_over_at = NULL WHERE id = %s", [taken.conversation_id])
    before = conversation(scene, taken)

    ask(peer, INSERT, taken, number=1000)

    assert conversation(scene, taken)["turns"] == before["turns"] + 1


@pytest.mark.parametrize("name", [OURS, "strawberry"])
def test_a_lead_is_changed_recorded_and_told(servers: Mapping[str, Running], scene: Scene, name: str) -> None:
    member = scene.cast.ordinary[[OURS, "strawberry"].index(name)]
    before = traces(scene, member.lead_id)

    answer = ask(servers[name], LEAD_UPDATE, member, number=7)["leadUpdate"]

    after = traces(scene, member.lead_id)
    assert answer["lead"]["note"] == "Ruft am Montag zurück (0000000000000007)."
    assert answer["lead"]["preferredTime"] == "Montag vormittags"
    assert {kind: after[kind] - before[kind] for kind in after} == {"events": 2, "audit": 1, "told": 1}


@pytest.mark.parametrize("name", ["postgraphile_session", "strawberry"])
def test_nobody_gets_in_without_a_session(servers: Mapping[str, Running], scene: Scene, name: str) -> None:
    server = server_of(servers, name, POINT_READ)
    stranger = replace(scene.cast.ordinary[0], token="unknown")

    with pytest.raises(AssertionError):
        ask(server, POINT_READ, stranger)


def conversation(scene: Scene, visitor: Visitor) -> dict[str, Any]:
    """What the database holds of a conversation."""
    query = """
        SELECT c.message_count, c.preview, c.status,
               (SELECT count(*) FROM messages m WHERE m.workshop_id = c.workshop_id AND m.conversation_id = c.id),
               (SELECT count(*) FROM turns t WHERE t.workshop_id = c.workshop_id AND t.conversation_id = c.id),
               (SELECT count(*) FROM outbox WHERE kind = 'live' AND (payload->>'s')::uuid = c.id)
        FROM conversations c WHERE c.id = %s
    """
    with psycopg.connect(scene.admin_url) as connection:
        row = connection.execute(query, [visitor.conversation_id]).fetchone()
    assert row is not None
    return dict(zip(("message_count", "preview", "status", "messages", "turns", "told"), row, strict=True))


def traces(scene: Scene, lead_id: str) -> dict[str, int]:
    """What changes of a lead have left behind."""
    query = """
        SELECT (SELECT count(*) FROM lead_events WHERE lead_id = l.id),
               (SELECT count(*) FROM audit_entries WHERE subject = 'lead_' || replace(l.id::text, '-', '')),
               (SELECT count(*) FROM outbox WHERE kind = 'live' AND (payload->>'s')::uuid = l.id)
        FROM leads l WHERE l.id = %s
    """
    with psycopg.connect(scene.admin_url) as connection:
        row = connection.execute(query, [lead_id]).fetchone()
    assert row is not None
    return dict(zip(("events", "audit", "told"), row, strict=True))
