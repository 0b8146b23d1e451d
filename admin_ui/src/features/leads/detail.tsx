/** One lead: who it is, what they want, what was said, what happened, what to do next. */
import { Anchor, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useMutation, useQuery } from "urql";
import { Confirm } from "../../shared/confirm";
import { CopyIcon } from "../../shared/copy";
import { useFormats } from "../../shared/formats";
import type { ResultOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import {
  leadKindLabels,
  leadOriginLabels,
  leadStatusColors,
  leadStatusLabels,
  scoreReasonLabel,
  spamReasonLabel,
  surfaceLabels,
} from "../../shared/labels";
import { languageNames } from "../../shared/language";
import { useLive } from "../../shared/live";
import { Page, Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { Missing, PanelsLoading, ReadProblem } from "../../shared/states";
import { ScoreRing, Status } from "../../shared/status";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { Transcript } from "../../shared/transcript";
import classes from "./detail.module.css";
import { LeadAssignMutation, LeadDeleteMutation, LeadMarkReadMutation, LeadQuery, MembersQuery } from "./documents";
import { LeadForm } from "./lazy-form";
import { Note } from "./note";
import { StatusActions, useStatusChange } from "./status-actions";
import { Timeline } from "./timeline";

const route = getRouteApi("/inside/leads/$id");

export type Lead = NonNullable<ResultOf<typeof LeadQuery>["lead"]>;

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd className="break">{children}</dd>
    </div>
  );
}

function Contact({ lead }: { lead: Lead }) {
  const { t } = useLingui();
  const details = lead.contactDetails;
  if (!details) {
    return (
      <Text c="dimmed" size="sm">
        <Trans>Your plan has no room for this enquiry. A larger one shows the contact data.</Trans>
      </Text>
    );
  }
  return (
    <div className={classes.contact}>
      {details.phone && (
        <div className={classes.way}>
          <a className={classes.wayLink} href={`tel:${details.phone}`}>
            <Icon name="phone" size={17} />
            {details.phone}
          </a>
          <CopyIcon label={t`Copy phone number`} text={details.phone} />
        </div>
      )}
      {details.email && (
        <div className={classes.way}>
          <a className={classes.wayLink} href={`mailto:${details.email}`}>
            <Icon name="mail" size={17} />
            <span className="clamp">{details.email}</span>
          </a>
          <CopyIcon label={t`Copy e-mail address`} text={details.email} />
        </div>
      )}
    </div>
  );
}

/** The times the person asked for; they are the workshop's own days and hours, whatever the reader's clock says. */
function Wishes({ wishes }: { wishes: Lead["wishedTimes"] }) {
  const { t } = useLingui();
  const formats = useFormats();
  return (
    <ol aria-label={t`Wished times`} className={classes.wishes}>
      {wishes.map(({ date, startsAt, endsAt }) => (
        <li key={`${date} ${startsAt}`}>
          <Icon name="calendar" size={16} />
          <span>
            <span className="tabular">{formats.weekdayAndDay(date)}</span>
            {", "}
            {startsAt && endsAt ? `${startsAt}–${endsAt}` : <Trans>any time</Trans>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Score({ lead }: { lead: Lead }) {
  const { t } = useLingui();
  const { score } = lead;
  return (
    <>
      <Group gap="md" wrap="nowrap">
        <ScoreRing label={t`Score ${score}`} score={score} size={56} />
        <Text c="dimmed" size="sm">
          <Trans>From 0 to 100: how much is known and how serious it sounds.</Trans>
        </Text>
      </Group>
      <ul className={classes.reasons}>
        {lead.scoreReasons.map(({ code, points }) => {
          const label = scoreReasonLabel(code);
          return (
            <li key={code}>
              <span>{typeof label === "string" ? label : t(label)}</span>
              <span className="tabular" data-negative={points < 0 || undefined}>
                {points > 0 ? `+${points}` : points}
              </span>
            </li>
          );
        })}
        {lead.spamReasons.map(({ code }) => {
          const label = spamReasonLabel(code);
          return (
            <li key={code}>
              <span data-negative>{typeof label === "string" ? label : t(label)}</span>
            </li>
          );
        })}
        {lead.isTest && <li>{t`Came in through a key for tests`}</li>}
      </ul>
    </>
  );
}

function Assignee({ lead, canWrite }: { lead: Lead; canWrite: boolean }) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: MembersQuery });
  const [{ fetching }, assign] = useMutation(LeadAssignMutation);
  const members = data?.members ?? (lead.assignee ? [lead.assignee] : []);
  return (
    <NativeSelect
      data={[{ value: "", label: t`Nobody` }, ...members.map(({ id, name }) => ({ value: id, label: name }))]}
      disabled={!canWrite || fetching}
      label={t`Responsible`}
      onChange={(event) => void assign({ id: lead.id, memberId: event.currentTarget.value || null })}
      value={lead.assignee?.id ?? ""}
    />
  );
}

/** Shown addresses are text of strangers: only http and https become links. */
function PageAddress({ address }: { address: string }) {
  const shown = address.replace(/^https?:\/\//, "");
  if (!/^https?:\/\//.test(address)) return <>{shown}</>;
  return (
    <Anchor href={address} rel="noopener noreferrer" size="sm" target="_blank">
      {shown}
    </Anchor>
  );
}

function LeadScreen({ lead }: { lead: Lead }) {
  const { t } = useLingui();
  const formats = useFormats();
  const navigate = useNavigate();
  const canWrite = usePermission("LEADS_WRITE");
  const canDelete = usePermission("LEADS_DELETE");
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const change = useStatusChange(lead);
  const deletion = useSubmit(LeadDeleteMutation);
  const [, markRead] = useMutation(LeadMarkReadMutation);
  const readId = useRef("");

  useEffect(() => {
    if (!lead.isUnread || readId.current === lead.id) return;
    readId.current = lead.id;
    void markRead({ id: lead.id });
  }, [lead.id, lead.isUnread, markRead]);

  async function remove(): Promise<void> {
    if (!(await deletion.send({ id: lead.id }))) return;
    tell(t`The lead was deleted.`);
    await navigate({ to: "/leads" });
  }

  const name = lead.contactDetails?.name ?? t`Locked`;
  const messages = lead.conversation?.messages?.edges.map(({ node }) => node);
  return (
    <Page
      actions={
        canWrite && (
          <StatusActions
            canDelete={canDelete}
            change={change}
            onDelete={() => setDeleting(true)}
            onEdit={lead.contactDetails ? () => setEditing(true) : undefined}
          />
        )
      }
      back={{ to: "/leads", label: t`All leads` }}
      description={
        <span className={classes.subtitle}>
          <Status color={leadStatusColors[change.status]}>{t(leadStatusLabels[change.status])}</Status>
          <span>{t(leadKindLabels[lead.kind])}</span>
          <span>{formats.dateTime(lead.createdAt)}</span>
        </span>
      }
      title={name}
    >
      <div className={classes.columns}>
        <Stack className={classes.story} gap="md">
          <Panel data-place="wish" title={t`Wish`}>
            <div className="preserve">{lead.wish ?? <Trans>No wish was written down.</Trans>}</div>
            {lead.preferredTime && (
              <div className={classes.preferred}>
                <Icon name="calendar" size={16} />
                <span>
                  <Trans>Preferred time: {lead.preferredTime}</Trans>
                </span>
              </div>
            )}
            {lead.wishedTimes.length > 0 && <Wishes wishes={lead.wishedTimes} />}
          </Panel>
          <Panel title={t`Internal note`}>
            <Note canWrite={canWrite} key={lead.id} leadId={lead.id} note={lead.note} />
          </Panel>
          {lead.conversation && (
            <Panel
              action={
                <Anchor
                  renderRoot={(props) => (
                    <Link params={{ id: lead.conversation?.id ?? "" }} to="/conversations/$id" {...props} />
                  )}
                  size="sm"
                >
                  <Trans>Open conversation</Trans>
                </Anchor>
              }
              title={t`Conversation`}
            >
              <div className={classes.transcript}>
                <Transcript messages={messages ?? []} />
              </div>
            </Panel>
          )}
          <Panel title={t`Timeline`}>
            <Timeline events={lead.events} />
          </Panel>
        </Stack>
        <Stack className={classes.side} gap="md">
          <Panel data-place="contact" title={t`Contact`}>
            <Contact lead={lead} />
          </Panel>
          <Panel title={t`Score`}>
            <Score lead={lead} />
          </Panel>
          <Panel>
            <Assignee canWrite={canWrite} lead={lead} />
          </Panel>
          <Panel title={t`Source`}>
            <dl className={classes.facts}>
              <Fact label={t`Origin`}>{t(leadOriginLabels[lead.origin])}</Fact>
              <Fact label={t`Where`}>{t(surfaceLabels[lead.source.surface])}</Fact>
              {lead.source.page && (
                <Fact label={t`Page`}>
                  <PageAddress address={lead.source.page} />
                </Fact>
              )}
              {lead.source.referrer && (
                <Fact label={t`Came from`}>
                  <PageAddress address={lead.source.referrer} />
                </Fact>
              )}
              {lead.source.campaign && <Fact label={t`Campaign`}>{lead.source.campaign}</Fact>}
            </dl>
          </Panel>
          <Panel title={t`Consent`}>
            {lead.consent ? (
              <>
                <dl className={classes.facts}>
                  <Fact label={t`Given`}>{formats.dateTime(lead.consent.givenAt)}</Fact>
                  <Fact label={t`Text`}>
                    {lead.consent.textVersion} · {languageNames[lead.consent.language]}
                  </Fact>
                </dl>
                <details className={classes.consent}>
                  <summary>
                    <Trans>Show the text</Trans>
                  </summary>
                  <p lang={lead.consent.language.toLowerCase()}>{lead.consent.text}</p>
                </details>
              </>
            ) : (
              <Text c="dimmed" size="sm">
                <Trans>Entered by your team; no consent was recorded here.</Trans>
              </Text>
            )}
          </Panel>
        </Stack>
      </div>
      <Suspense>
        {isEditing && (
          <LeadForm
            lead={{
              id: lead.id,
              name: lead.contactDetails?.name ?? "",
              phone: lead.contactDetails?.phone ?? null,
              email: lead.contactDetails?.email ?? null,
              wish: lead.wish,
              preferredTime: lead.preferredTime,
              wishedTimes: lead.wishedTimes,
            }}
            onClose={() => setEditing(false)}
          />
        )}
      </Suspense>
      <Confirm
        action={t`Delete lead`}
        isOpen={isDeleting}
        isRunning={deletion.isRunning}
        onClose={() => setDeleting(false)}
        onConfirm={() => void remove()}
        problems={deletion.problems}
        title={t`Delete this lead?`}
      >
        <Trans>
          The contact data, the wish, the note and the timeline of <strong>{name}</strong> are deleted for good. This cannot
          be undone.
        </Trans>
      </Confirm>
    </Page>
  );
}

export function LeadDetail() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const [{ data, error }, read] = useQuery({ query: LeadQuery, variables: { id } });
  const readAgain = () => read({ requestPolicy: "network-only" });
  useLive("leads", readAgain);
  if (data?.lead) return <LeadScreen lead={data.lead} />;
  return (
    <Page back={{ to: "/leads", label: t`All leads` }} title={t`Lead`}>
      {error ? (
        <ReadProblem error={error} retry={readAgain} />
      ) : data ? (
        <Missing>
          <Trans>This lead does not exist, or it has been deleted.</Trans>
        </Missing>
      ) : (
        <PanelsLoading heights={[110, 150, 320]} />
      )}
    </Page>
  );
}
