/** What a vehicle may need, with the reason and the workshop's own service. */
import { Badge, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import type { Language } from "../../shared/graphql";
import { Panel } from "../../shared/page";
import { ReadProblem, RowsLoading } from "../../shared/states";
import classes from "./check.module.css";
import { VehicleNeedsQuery } from "./documents";
import { type Entered, stateOf } from "./entered";
import { type Reading, urgencyLabels } from "./labels";

interface NeedsListProps {
  entered: Entered;
  reading: Reading;
  language: Language;
}

/** The recommendations, the most urgent first. */
export function NeedsList({ entered, reading, language }: NeedsListProps) {
  const { t } = useLingui();
  const variables = { input: stateOf(entered, reading), language };
  const [{ data, error }, read] = useQuery({ query: VehicleNeedsQuery, variables });
  const needs = data?.vehicleRecommendations;
  const title = t`What it may need`;
  if (!needs) {
    return (
      <Panel isFlush title={title}>
        {error ? <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} /> : <RowsLoading rows={3} />}
      </Panel>
    );
  }
  return (
    <Panel description={t`Usual intervals: the maker's service plan decides.`} isFlush title={title}>
      {needs.length ? (
        <ul className={classes.list}>
          {needs.map(({ key, reason, urgency, libraryName, service }) => (
            <li className={classes.row} key={key}>
              <div className={classes.name}>
                <span>{service?.name ?? libraryName}</span>
                <Badge color={urgency === "NOW" ? "red" : "gray"} variant="light">
                  {t(urgencyLabels[urgency])}
                </Badge>
              </div>
              <Text size="sm">{reason}</Text>
              {!service && (
                <Text className={classes.quiet}>
                  <Trans>Not in your catalogue yet.</Trans>
                </Text>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <Text className={classes.row} size="sm">
          <Trans>Nothing follows from what is known.</Trans>
        </Text>
      )}
    </Panel>
  );
}
