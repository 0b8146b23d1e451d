/** The public holidays of the next twelve months, on which the workshop counts as closed. */
import { Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useFormats } from "../../shared/formats";
import type { FederalState } from "../../shared/graphql";
import { federalStateNames } from "../../shared/labels";
import { Panel } from "../../shared/page";
import classes from "./closures.module.css";

interface PublicHolidaysProps {
  country: string;
  federalState: FederalState | null;
  holidays: readonly { date: string; name: string }[];
}

export function PublicHolidays({ country, federalState, holidays }: PublicHolidaysProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const place = federalState ? federalStateNames[federalState] : null;
  return (
    <Panel
      description={place ? t`The public holidays of ${place}; you are closed on these days.` : undefined}
      title={t`Public holidays`}
    >
      {country === "DE" && !place && (
        <Text mb="sm" size="sm">
          <Trans>
            Please <Link to="/workshop">choose your federal state</Link>, then its own holidays are known as well.
          </Trans>
        </Text>
      )}
      <ul className={classes.holidays}>
        {holidays.map(({ date, name }) => (
          <li key={`${date} ${name}`}>
            <span className={`${classes.date} tabular`}>{formats.weekdayAndDay(date)}</span>
            <span>{name}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
