"""Asking a contestant, and its answer in words that can be compared: what differs by convention is made alike."""

import http.client
import json
import re
from datetime import datetime
from typing import Any

from bench.cast import Member, Visitor
from bench.contestants import Running
from bench.requests import body, headers
from bench.workloads import NUMBER, Workload

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_KEY = re.compile(r"(?:[a-z]+_)?([0-9a-f]{32})")
_CONTACT = ("name", "phone", "email")


def ask(server: Running, workload: Workload, caller: Member | Visitor, number: int = 0) -> Any:
    """The data of an answer, as everybody would say it."""
    contestant = server.contestant
    document = workload.document(contestant.words)
    variables = workload.variables[contestant.words](caller)
    payload = json.dumps(body(document, variables, by_id=contestant.documents_by_id)).replace(NUMBER, f"{number:016d}")
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    sent_along = {"content-type": "application/json", **headers(caller, contestant.calls)}
    connection.request("POST", "/graphql", payload, sent_along)
    response = connection.getresponse()
    said = response.read()
    connection.close()
    assert response.status == 200, said
    answer = json.loads(said)
    assert "errors" not in answer, answer["errors"]
    return alike(answer["data"])


def alike(value: Any, name: str = "") -> Any:
    """One spelling of ids, moments and names, contact data in an object of their own, cursors only said to be there."""
    if isinstance(value, list):
        return [alike(each) for each in value]
    if isinstance(value, dict):
        found = {_NAMES.get(key, key): alike(each, key) for key, each in value.items()}
        if "phone" in found and "status" in found:
            found["contactDetails"] = {key: found.pop(key) for key in _CONTACT}
        if "leadSeries" in found:
            found = {"analytics": {"series": found["leadSeries"]["nodes"]}}
        found.pop("errors", None)
        return found
    if name == "endCursor":
        return value is not None
    if isinstance(value, str) and (key := _KEY.fullmatch(value.replace("-", ""))):
        return key[1]
    if isinstance(value, str) and _DATE.fullmatch(value):
        return datetime.fromisoformat(value)
    return value


_NAMES = {"rowId": "id", "result": "message"}
