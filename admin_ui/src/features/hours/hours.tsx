/** When the workshop is open: the week, closures, public holidays. */
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { useLive } from "../../shared/live";
import { Page } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { PanelsLoading, ReadProblem } from "../../shared/states";
import { Status } from "../../shared/status";
import { Closures } from "./closures";
import { OpeningHoursQuery } from "./documents";
import { PublicHolidays } from "./public-holidays";
import { WeekForm } from "./week-form";

export function Hours() {
  const { t } = useLingui();
  const canWrite = usePermission("WORKSHOP_WRITE");
  const [{ data, error }, read] = useQuery({ query: OpeningHoursQuery });
  const readAgain = () => read({ requestPolicy: "network-only" });
  useLive("workshop", readAgain);
  const hours = data?.openingHours;
  return (
    <Page
      description={
        hours &&
        (hours.isOpenNow ? (
          <Status color="var(--positive)">{t`Open now`}</Status>
        ) : (
          <Status color="var(--neutral)">{t`Closed now`}</Status>
        ))
      }
      title={t`Opening hours`}
      width="form"
    >
      {error && !data && <ReadProblem error={error} retry={readAgain} />}
      {!data && !error && <PanelsLoading heights={[460, 180, 240]} />}
      {hours && (
        <>
          <WeekForm canWrite={canWrite} intervals={hours.intervals} />
          <Closures canWrite={canWrite} closures={hours.closures} onChanged={readAgain} />
          <PublicHolidays
            country={data.workshop?.country ?? "DE"}
            federalState={data.workshop?.federalState ?? null}
            holidays={hours.publicHolidays}
          />
        </>
      )}
    </Page>
  );
}
