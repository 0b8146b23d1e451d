/** What was understood of a vehicle. */
import { Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useFormats } from "../../shared/formats";
import { Panel } from "../../shared/page";
import classes from "./check.module.css";
import { classLabels, fuelLabels, type Reading } from "./labels";

/** The facts as a list; what is not known is left out, and that nothing is known is said. */
export function Known({ reading }: { reading: Reading }) {
  const { t } = useLingui();
  const formats = useFormats();
  const facts = [
    [t`Make`, reading.make ?? reading.makes.join(", ")],
    [t`Model`, reading.model],
    [t`Class`, reading.vehicleClass && t(classLabels[reading.vehicleClass])],
    [t`Fuel`, reading.fuel && t(fuelLabels[reading.fuel])],
    [t`Year`, reading.firstRegistrationYear && String(reading.firstRegistrationYear)],
    [t`Mileage`, reading.mileageKm && `${formats.number(reading.mileageKm)} km`],
    ["HSN / TSN", [reading.hsn, reading.tsn].filter(Boolean).join(" / ")],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <Panel title={t`What was understood`}>
      {facts.length ? (
        <dl className={classes.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Text size="sm">
          <Trans>No vehicle was recognised. Please enter the make and the model.</Trans>
        </Text>
      )}
    </Panel>
  );
}
