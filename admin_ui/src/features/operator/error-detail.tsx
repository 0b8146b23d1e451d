/** One kind of error: where it comes from, its last occurrences, and what is done about it. */
import { Button, Group, NativeSelect } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import type { ResultOf } from "../../shared/graphql";
import { Page, Panel } from "../../shared/page";
import { Missing, PanelsLoading, Problems, ReadProblem } from "../../shared/states";
import { Status } from "../../shared/status";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import classes from "./area.module.css";
import { ErrorGroupAssignMutation, ErrorGroupMuteMutation, ErrorGroupQuery, ErrorGroupResolveMutation } from "./documents";
import { categoryLabels, severityColors, severityLabels, statusLabels } from "./labels";

const route = getRouteApi("/operator/operator/errors/$id");
const WEEK = 7 * 24 * 60 * 60 * 1000;

type Data = ResultOf<typeof ErrorGroupQuery>;
type ErrorGroup = Extract<NonNullable<Data["node"]>, { title: string }>;

function isGroup(node: Data["node"] | undefined): node is ErrorGroup {
  return node !== null && node !== undefined && "title" in node;
}

function Facts({ group }: { group: ErrorGroup }) {
  const { t } = useLingui();
  const formats = useFormats();
  const facts: [string, string][] = [
    [t`Place`, group.place],
    [t`Category`, t(categoryLabels[group.category])],
    [t`Seen`, formats.number(group.count)],
    [t`First seen`, `${formats.dateTime(group.firstSeen)} (${group.firstRelease})`],
    [t`Last seen`, `${formats.dateTime(group.lastSeen)} (${group.lastRelease})`],
    [t`Status`, t(statusLabels[group.status])],
  ];
  if (group.mutedUntil) facts.push([t`Muted until`, formats.dateTime(group.mutedUntil)]);
  return (
    <Panel action={<Status color={severityColors[group.severity]}>{t(severityLabels[group.severity])}</Status>} title={t`Overview`}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Occurrences({ group }: { group: ErrorGroup }) {
  const { t } = useLingui();
  const formats = useFormats();
  return (
    <Panel title={t`Last occurrences`}>
      {group.occurrences.map(({ at, release, reference, stack }, index) => (
        <details key={`${at}${reference ?? ""}${index}`} open={index === 0}>
          <summary>
            <time dateTime={at}>{formats.dateTime(at)}</time> · {release}
            {reference && ` · ${reference}`}
          </summary>
          <pre aria-label={t`Stack`} className={classes.stack} tabIndex={0}>
            {stack}
          </pre>
        </details>
      ))}
    </Panel>
  );
}

export function ErrorDetail() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const [{ data, error }, read] = useQuery({ query: ErrorGroupQuery, variables: { id }, requestPolicy: "cache-and-network" });
  const resolution = useSubmit(ErrorGroupResolveMutation);
  const muting = useSubmit(ErrorGroupMuteMutation);
  const assignment = useSubmit(ErrorGroupAssignMutation);
  const readAgain = () => read({ requestPolicy: "network-only" });
  const group = isGroup(data?.node) ? data.node : undefined;
  const operators = data?.operators?.filter(({ disabledAt }) => !disabledAt) ?? [];

  async function resolve(): Promise<void> {
    if (!(await resolution.send({ id }))) return;
    tell(t`Marked as resolved. It opens again if it comes back.`);
    readAgain();
  }

  async function mute(): Promise<void> {
    if (!(await muting.send({ id, until: new Date(Date.now() + WEEK).toISOString() }))) return;
    tell(t`Muted for a week.`);
    readAgain();
  }

  async function assign(operatorId: string): Promise<void> {
    if (!(await assignment.send({ id, operatorId: operatorId || null }))) return;
    tell(t`The assignment was changed.`);
    readAgain();
  }

  return (
    <Page
      actions={
        group && (
          <Group gap="xs">
            <Button loading={muting.isRunning} onClick={() => void mute()} variant="default">
              <Trans>Mute for a week</Trans>
            </Button>
            <Button loading={resolution.isRunning} onClick={() => void resolve()}>
              <Trans>Resolve</Trans>
            </Button>
          </Group>
        )
      }
      back={{ to: "/operator/errors", label: t`Errors` }}
      title={group?.title ?? t`Error`}
    >
      <Problems problems={[...resolution.problems, ...muting.problems, ...assignment.problems]} />
      {error && !data && <ReadProblem error={error} retry={readAgain} />}
      {!data && !error && <PanelsLoading heights={[180, 260]} />}
      {data && !group && (
        <Missing>
          <Trans>This error is not in the log any more.</Trans>
        </Missing>
      )}
      {group && (
        <>
          <NativeSelect
            data={[{ value: "", label: t`Nobody` }, ...operators.map(({ id: value, name }) => ({ value, label: name }))]}
            label={t`Who looks after it`}
            onChange={(event) => void assign(event.currentTarget.value)}
            value={group.assignee?.id ?? ""}
            w={260}
          />
          <Facts group={group} />
          <Occurrences group={group} />
        </>
      )}
    </Page>
  );
}
