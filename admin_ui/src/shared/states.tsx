/** What a screen shows while it has nothing to show: loading, empty, refused, failed. */
import { Alert, Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import type { CombinedError } from "@urql/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { explain } from "./errors";
import { Icon, type IconName } from "./icons";
import classes from "./states.module.css";

/** Grey rows of the height of the rows to come, so that nothing jumps. */
export function RowsLoading({ rows = 6, height = 52 }: { rows?: number; height?: number }) {
  const { t } = useLingui();
  return (
    <div aria-busy="true" aria-label={t`Loading`} role="status">
      {Array.from({ length: rows }, (_, row) => (
        <div className={classes.row} key={row} style={{ height }}>
          <Skeleton height={12} radius="sm" width={`${28 + ((row * 7) % 20)}%`} />
          <Skeleton height={12} radius="sm" width="16%" />
        </div>
      ))}
    </div>
  );
}

/** Grey blocks in the place of panels. */
export function PanelsLoading({ heights }: { heights: number[] }) {
  const { t } = useLingui();
  return (
    <Stack aria-busy="true" aria-label={t`Loading`} gap="md" role="status">
      {heights.map((height, index) => (
        <Skeleton height={height} key={index} radius="lg" />
      ))}
    </Stack>
  );
}

interface EmptyProps {
  icon: IconName;
  title: string;
  /** 1 when it is all that the page has. */
  heading?: 1 | 2;
  /** The next step in words. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing is here yet: says what belongs here and how to get it. */
export function Empty({ icon, title, heading = 2, children, action }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon}>
        <Icon name={icon} size={22} />
      </span>
      <Title fz="md" order={heading}>
        {title}
      </Title>
      {children && (
        <Text c="dimmed" maw={440} size="sm">
          {children}
        </Text>
      )}
      {action && <div className={classes.emptyAction}>{action}</div>}
    </div>
  );
}

/** The screen's data could not be read: says why and offers to try again. */
export function ReadProblem({ error, retry }: { error: CombinedError | undefined; retry: () => void }) {
  return (
    <Alert color="red" icon={<Icon name="alert" />} role="alert" variant="light">
      <Stack align="flex-start" gap="xs">
        <Text size="sm">{explain(error)}</Text>
        <Button color="gray" leftSection={<Icon name="refresh" size={15} />} onClick={retry} size="compact-sm" variant="default">
          <Trans>Try again</Trans>
        </Button>
      </Stack>
    </Alert>
  );
}

/** The thing does not exist, or is another workshop's. */
export function Missing({ children }: { children: ReactNode }) {
  const { t } = useLingui();
  return (
    <Empty icon="search" title={t`Not found`}>
      {children}
    </Empty>
  );
}

/** Sentences about what the server refused, above a form. */
export function Problems({ problems, children }: { problems: readonly string[]; children?: ReactNode }) {
  if (problems.length === 0) return null;
  return (
    <Alert className={classes.problems} color="red" icon={<Icon name="alert" />} role="alert" variant="light">
      {problems.map((problem) => (
        <Text key={problem} size="sm">
          {problem}
        </Text>
      ))}
      {children}
    </Alert>
  );
}
