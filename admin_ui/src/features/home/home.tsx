/** The first screen of the day: what is new, what is open, what is left to set up. */
import { Anchor, Button, Skeleton, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import type { ResultOf } from "../../shared/graphql";
import { Icon, type IconName } from "../../shared/icons";
import { leadKindLabels, leadStatusColors, leadStatusLabels } from "../../shared/labels";
import { useLive } from "../../shared/live";
import { Page, Panel } from "../../shared/page";
import { usePermission, useSession } from "../../shared/session";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import { ScoreRing, Status } from "../../shared/status";
import { Checklist } from "./checklist";
import { HomeQuery } from "./documents";
import classes from "./home.module.css";
import { Outcomes } from "./outcomes";

type Lead = NonNullable<ResultOf<typeof HomeQuery>["leads"]>["edges"][number]["node"];

interface FigureProps {
  icon: IconName;
  label: string;
  value: number | undefined;
  link: ReactNode;
}

function Figure({ icon, label, value, link }: FigureProps) {
  const formats = useFormats();
  return (
    <div className={classes.figure}>
      <div className={classes.figureLabel}>
        <Icon name={icon} size={16} />
        {label}
      </div>
      <div className={`${classes.figureValue} tabular`}>
        {value === undefined ? <Skeleton height={30} width={40} /> : formats.number(value)}
      </div>
      {link}
    </div>
  );
}

function LeadRow({ lead }: { lead: Lead }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { score } = lead;
  return (
    <Link className={classes.lead} params={{ id: lead.id }} to="/leads/$id">
      <ScoreRing label={t`Score ${score}`} score={score} />
      <span className={classes.leadWho}>
        <span className={classes.leadName} data-unread={lead.isUnread || undefined}>
          {lead.contactDetails?.name ?? t`Locked`}
        </span>
        <span className={`${classes.leadWish} clamp`}>{lead.wish ?? t(leadKindLabels[lead.kind])}</span>
      </span>
      <span className={classes.leadStatus}>
        <Status color={leadStatusColors[lead.status]}>{t(leadStatusLabels[lead.status])}</Status>
      </span>
      <time className={classes.leadTime} dateTime={lead.createdAt} title={formats.dateTime(lead.createdAt)}>
        {formats.ago(lead.createdAt)}
      </time>
    </Link>
  );
}

function useGreeting(): string {
  const { t } = useLingui();
  const { person } = useSession();
  const hour = new Date().getHours();
  const { name } = person;
  if (hour < 11) return t`Good morning, ${name}`;
  if (hour < 18) return t`Good day, ${name}`;
  return t`Good evening, ${name}`;
}

export function Home() {
  const { t } = useLingui();
  const greeting = useGreeting();
  const canWrite = usePermission("LEADS_WRITE");
  const [{ data, error }, read] = useQuery({ query: HomeQuery });
  const readAgain = () => read({ requestPolicy: "network-only" });
  useLive("leads", readAgain);
  useLive("conversations", readAgain);

  const onboarding = data?.workshop?.onboarding;
  const leads = data?.leads?.edges.map(({ node }) => node);
  const waiting = data?.waitingConversations?.totalCount ?? 0;
  return (
    <Page
      actions={
        canWrite && (
          <Button
            leftSection={<Icon name="plus" size={16} />}
            renderRoot={(props) => <Link search={{ create: true }} to="/leads" {...props} />}
          >
            <Trans>Enter a lead</Trans>
          </Button>
        )
      }
      description={
        data?.workshop &&
        (data.workshop.isOpenNow ? t`Your workshop is open now.` : t`Your workshop is closed now. CarBot keeps answering.`)
      }
      title={greeting}
    >
      {error && !data && <ReadProblem error={error} retry={readAgain} />}
      {onboarding && <Checklist onboarding={onboarding} />}
      <div className={classes.figures}>
        <Figure
          icon="inbox"
          label={t`New leads`}
          link={
            <Anchor renderRoot={(props) => <Link search={{ status: "NEW" }} to="/leads" {...props} />} size="sm">
              <Trans>View new leads</Trans>
            </Anchor>
          }
          value={data ? (data.newLeads?.totalCount ?? 0) : undefined}
        />
        <Figure
          icon="messages"
          label={t`Open conversations`}
          link={
            <Anchor renderRoot={(props) => <Link search={{ status: "OPEN" }} to="/conversations" {...props} />} size="sm">
              <Trans>View open conversations</Trans>
            </Anchor>
          }
          value={data ? (data.openConversations?.totalCount ?? 0) : undefined}
        />
        <Figure
          icon="user"
          label={t`Waiting for a person`}
          link={
            <Anchor
              renderRoot={(props) => <Link search={{ status: "NEEDS_HUMAN" }} to="/conversations" {...props} />}
              size="sm"
            >
              {waiting > 0 ? <Trans>Answer now</Trans> : <Trans>View conversations</Trans>}
            </Anchor>
          }
          value={data ? waiting : undefined}
        />
      </div>
      <Panel
        action={
          <Anchor renderRoot={(props) => <Link to="/leads" {...props} />} size="sm">
            <Trans>All leads</Trans>
          </Anchor>
        }
        isFlush
        title={t`Latest leads`}
      >
        <div className={classes.leads}>
          {!leads && !error && <RowsLoading rows={4} height={60} />}
          {leads?.length === 0 && (
            <Empty icon="inbox" title={t`No leads yet`}>
              <Trans>As soon as a visitor leaves a wish, it appears here without reloading.</Trans>
            </Empty>
          )}
          {leads?.map((lead) => (
            <LeadRow key={lead.id} lead={lead} />
          ))}
        </div>
      </Panel>
      <Outcomes />
      <Text className={classes.hint}>
        <Trans>
          Tip: press <kbd>?</kbd> for keyboard shortcuts.
        </Trans>
      </Text>
    </Page>
  );
}
