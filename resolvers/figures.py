"""Figures: the counts of a workshop's days, made anew from the raw rows wherever something has changed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, func, select, text

from carbot.errors import BadInput
from tenants.models.figures import GROUPINGS, FigureGrouping, FigureMark, FigureMetric
from tenants.models.workshops import Workshop
from tenants.outbox import Job
from tenants.scope import Scope

_MOST_DAYS = 366
_DAY = timedelta(days=1)
_SMALL_GAP = timedelta(days=7)
_EARLIEST, _LATEST = date(1000, 1, 1), date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class FiguresChanged(Job):
    """Rows that are counted came, went or changed; the workshop's marks say on which days."""


async def recount(scope: Scope) -> None:
    """Count the marked days of the scope's workshop again and take the marks away; without marks nothing happens.

    Whoever counts the same workshop waits here, so that no older view of the rows overwrites a newer one.
    """
    key = f"figures:{scope.workshop_id}"
    await scope.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    marks = FigureMark.__table__
    taken = await scope.execute(
        delete(marks).where(marks.c.workshop_id == scope.workshop_id).returning(marks.c.day)  # type: ignore[arg-type]
    )
    marked = set(taken.scalars())
    zone = (await scope.execute(select(Workshop.time_zone))).scalar_one_or_none()
    if zone is None:
        return
    for first, last in stretches(marked):
        values = {
            "zone": zone,
            "first": first,
            "last": last,
            # No place on earth is further from UTC than this.
            "since": datetime.combine(first, time(), UTC) - timedelta(hours=14),
            "until": datetime.combine(last + _DAY, time(), UTC) + timedelta(hours=12),
        }
        await scope.execute(_SETTLE, values)
        await scope.execute(_COUNT, values)


def stretches(marked: Collection[date | None]) -> Iterator[tuple[date, date]]:
    """The local days that touch these days of UTC, as few stretches of days in a row; None among them is all days."""
    if None in marked:
        yield _EARLIEST, _LATEST
        return
    days = sorted(day for day in marked if day is not None)
    while days:
        size = next((at for at in range(1, len(days)) if days[at] - days[at - 1] > _SMALL_GAP), len(days))
        # A day of UTC lies on up to three days of the earth.
        yield days[0] - _DAY, days[size - 1] + _DAY
        days = days[size:]


def check_periods(arguments: Mapping[str, Any]) -> None:
    """Let through what can be looked at: periods that end when they begin or later, a leap year long at most.

    Raises BadInput.
    """
    for name, period in (("range", arguments["range"]), ("compareTo", arguments["compare_to"])):
        if period is None:
            continue
        days = (period.end - period.start).days + 1
        if days < 1:
            raise BadInput(f"`{name}` ends before it starts. Exchange `start` and `end`.")
        if days > _MOST_DAYS:
            raise BadInput(f"`{name}` has {days} days. Ask for at most {_MOST_DAYS} at once.")


def check_grouping(arguments: Mapping[str, Any]) -> None:
    """Let through what a metric can be split by, and no split at all. Raises BadInput."""
    metric, grouping = FigureMetric(arguments["metric"]), arguments["group_by"]
    if grouping is None or grouping in GROUPINGS[metric]:
        return
    known = ", ".join(GROUPINGS[metric]) or "nothing"
    raise BadInput(f"{metric.value} cannot be split by {FigureGrouping(grouping).value}, only by {known}.")


# What came of the conversations that began then; one that is begun meanwhile has left a mark of its own.
_SETTLE = text("""
UPDATE conversations AS c SET outcome = seen.outcome
FROM (
    SELECT each.id, CASE
        WHEN EXISTS (SELECT 1 FROM leads l WHERE l.workshop_id = each.workshop_id AND l.conversation_id = each.id)
            THEN 'LEAD'
        WHEN each.handed_over_at IS NOT NULL THEN 'HANDED_OVER'
        WHEN answers.has_gap THEN 'GAP'
        -- A form that was offered last and that nobody sent is no answer.
        WHEN answers.last_action IS DISTINCT FROM 'LEAD_FORM' AND answers.has_answer THEN 'ANSWERED'
        ELSE 'ABANDONED' END AS outcome
    FROM conversations each, LATERAL (
        SELECT coalesce(bool_or(t.is_gap), false) AS has_gap, count(*) > 0 AS has_answer,
               (array_agg(t.action ORDER BY t.id DESC))[1] AS last_action
        FROM turns t
        WHERE t.workshop_id = each.workshop_id AND t.conversation_id = each.id AND t.answered_by IS NOT NULL
    ) answers
    WHERE each.started_at >= :since AND each.started_at < :until
) seen
WHERE c.id = seen.id AND c.outcome <> seen.outcome
""")

# One snapshot: what counts, one row each with its moment and its splits; the counts of the days from :first to :last;
# then days that lost their rows lose their counts, and only counts that differ are written.
_COUNT = text("""
WITH facts (metric, moment, splits) AS (
    SELECT 'LEADS', created_at,
           jsonb_build_object('SURFACE', surface, 'KIND', kind, 'ORIGIN', origin, 'LANGUAGE', language,
                              'STATUS', status)
    FROM leads WHERE NOT is_test AND created_at >= :since AND created_at < :until
    UNION ALL
    -- On the day of the event that gave the lead the status it has; what was taken back does not count.
    SELECT 'LEADS_' || e.to_status, e.at,
           jsonb_build_object('SURFACE', l.surface, 'KIND', l.kind, 'ORIGIN', l.origin, 'LANGUAGE', l.language)
    FROM lead_events e JOIN leads l ON l.workshop_id = e.workshop_id AND l.id = e.lead_id AND l.status = e.to_status
      AND NOT l.is_test
    WHERE e.to_status IN ('WON', 'LOST') AND e.kind = 'STATUS_CHANGED' AND e.at >= :since AND e.at < :until
      AND NOT EXISTS (SELECT 1 FROM lead_events later
                      WHERE later.workshop_id = e.workshop_id AND later.lead_id = e.lead_id
                        AND later.kind = 'STATUS_CHANGED' AND later.id > e.id)
    UNION ALL
    SELECT 'CONVERSATIONS', started_at, jsonb_build_object('SURFACE', surface, 'LANGUAGE', language,
                                                             'OUTCOME', outcome)
    FROM conversations WHERE NOT is_test AND started_at >= :since AND started_at < :until
    UNION ALL
    -- By way of the conversation, because messages have no index by time; a day is more than clocks differ by.
    SELECT 'VISITOR_MESSAGES', m.sent_at, '{}'
    FROM conversations c JOIN messages m ON m.workshop_id = c.workshop_id AND m.conversation_id = c.id
    WHERE c.last_message_at >= CAST(:since AS timestamptz) - interval '1 day'
      AND c.started_at < CAST(:until AS timestamptz) + interval '1 day'
      AND NOT c.is_test AND m.author = 'VISITOR' AND m.sent_at >= :since AND m.sent_at < :until
    UNION ALL
    SELECT metric, t.created_at, jsonb_build_object('ANSWERED_BY', t.answered_by)
    FROM turns t JOIN (VALUES ('ANSWERS', false), ('KNOWLEDGE_GAPS', true)) of_all (metric, only_gaps)
      ON t.is_gap OR NOT only_gaps
    JOIN conversations c ON c.workshop_id = t.workshop_id AND c.id = t.conversation_id AND NOT c.is_test
    WHERE t.answered_by IS NOT NULL AND t.created_at >= :since AND t.created_at < :until
), things AS (
    SELECT day, metric, splits FROM facts, LATERAL (SELECT CAST(timezone(:zone, moment) AS date) AS day) local
    WHERE day BETWEEN :first AND :last
), wholes AS (
    SELECT day, metric, count(*) AS count FROM things GROUP BY day, metric
), parts AS (
    SELECT day, metric, split.key, split.value, count(*) AS count FROM things, jsonb_each_text(splits) split
    GROUP BY day, metric, split.key, split.value
), splits AS (
    SELECT day, metric, key, jsonb_object_agg(value, count) AS counts FROM parts GROUP BY day, metric, key
), counted AS (
    SELECT day, metric, count, coalesce(groups, '{}') AS groups
    FROM wholes LEFT JOIN (SELECT day, metric, jsonb_object_agg(key, counts) AS groups
                           FROM splits GROUP BY day, metric) grouped USING (day, metric)
), gone AS (
    DELETE FROM daily_figures f
    WHERE day BETWEEN :first AND :last
      AND NOT EXISTS (SELECT 1 FROM counted c WHERE c.day = f.day AND c.metric = f.metric)
)
INSERT INTO daily_figures AS f (id, day, metric, count, groups)
SELECT gen_random_uuid(), day, metric, count, groups FROM counted
ON CONFLICT (workshop_id, day, metric) DO UPDATE SET count = excluded.count, groups = excluded.groups
WHERE f.count <> excluded.count OR f.groups <> excluded.groups
""")
