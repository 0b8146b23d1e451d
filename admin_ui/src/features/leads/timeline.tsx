/** What happened with a lead, newest first. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useFormats } from "../../shared/formats";
import type { LeadEventKind, LeadStatus } from "../../shared/graphql";
import { leadEventLabels, leadStatusLabels } from "../../shared/labels";
import classes from "./detail.module.css";

export interface TimelineEvent {
  id: string;
  kind: LeadEventKind;
  at: string;
  actorName: string | null;
  fromStatus: LeadStatus | null;
  toStatus: LeadStatus | null;
  detail: string | null;
}

function EventText({ event }: { event: TimelineEvent }) {
  const { t } = useLingui();
  if (event.kind !== "STATUS_CHANGED" || !event.toStatus) return <>{t(leadEventLabels[event.kind])}</>;
  const status = t(leadStatusLabels[event.toStatus]);
  return (
    <Trans>
      Status: <strong>{status}</strong>
    </Trans>
  );
}

export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  const formats = useFormats();
  const newestFirst = events.toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <ol className={classes.timeline}>
      {newestFirst.map((event) => (
        <li key={event.id}>
          <div>
            <EventText event={event} />
          </div>
          <div className={classes.quiet}>
            <time dateTime={event.at}>{formats.dateTime(event.at)}</time>
            {event.actorName && ` · ${event.actorName}`}
          </div>
        </li>
      ))}
    </ol>
  );
}
