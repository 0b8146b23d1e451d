/** A look at one vehicle: what it is, when its HU is due, what it may need. Nothing of it is kept. */
import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { currentLanguage } from "../../shared/language";
import { Page, Panel } from "../../shared/page";
import { PanelsLoading, ReadProblem } from "../../shared/states";
import { VehicleReadQuery } from "./documents";
import { DueDate } from "./due-date";
import { Known } from "./known";
import { type Entered, isEmpty, mostDigits } from "./entered";
import { NeedsList } from "./needs";

const nothing: Entered = { text: "", hsn: "", tsn: "", firstRegistration: "", lastHu: "" };

function Answer({ entered }: { entered: Entered }) {
  const language = currentLanguage();
  const variables = { text: entered.text.trim() || null, hsn: entered.hsn || null, tsn: entered.tsn || null };
  const [{ data, error }, read] = useQuery({ query: VehicleReadQuery, variables });
  const reading = data?.vehicleRead;
  if (!reading) {
    if (!error) return <PanelsLoading heights={[120, 120, 200]} />;
    return <ReadProblem error={error} retry={() => read({ requestPolicy: "network-only" })} />;
  }
  return (
    <Stack aria-live="polite" gap="md">
      <Known reading={reading} />
      <DueDate entered={entered} reading={reading} />
      <NeedsList entered={entered} language={language} reading={reading} />
    </Stack>
  );
}

/** The screen: what is entered above, what follows from it below. */
export function VehicleCheck() {
  const { t } = useLingui();
  const [asked, setAsked] = useState<Entered>();
  const form = useForm<Entered>({
    initialValues: nothing,
    validate: {
      text: (_, values) => (isEmpty(values) ? t`Please describe the vehicle, or enter its HSN.` : null),
      hsn: (value) => (!value || /^\d{1,4}$/.test(value) ? null : t`Four digits, field 2.1 of the papers.`),
      tsn: (value) => (!value || /^[a-z0-9]{3}([a-z0-9]{3,6})?$/i.test(value) ? null : t`Three characters, field 2.2 of the papers.`),
      lastHu: (value, { firstRegistration }) =>
        value && firstRegistration && value < firstRegistration ? t`The last HU cannot be before the first registration.` : null,
    },
  });
  return (
    <Page description={t`Enter what you know. Nothing of it is stored.`} title={t`Vehicle check`}>
      <Panel>
        <form noValidate onSubmit={form.onSubmit(setAsked)}>
          <Stack gap="md">
            <TextInput
              description={t`In your own words, for example: Golf 7, diesel, 120,000 km`}
              label={t`Vehicle`}
              maxLength={500}
              {...form.getInputProps("text")}
            />
            <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
              <TextInput inputMode="numeric" label="HSN" maxLength={mostDigits} {...form.getInputProps("hsn")} />
              <TextInput label="TSN" maxLength={9} {...form.getInputProps("tsn")} />
              <TextInput label={t`First registration`} type="date" {...form.getInputProps("firstRegistration")} />
              <TextInput label={t`Last HU`} type="date" {...form.getInputProps("lastHu")} />
            </SimpleGrid>
            <Group>
              <Button type="submit">
                <Trans>Check</Trans>
              </Button>
            </Group>
          </Stack>
        </form>
      </Panel>
      {asked ? (
        <Answer entered={asked} />
      ) : (
        <Alert color="gray" variant="light">
          <Text size="sm">
            <Trans>HSN and TSN are fields 2.1 and 2.2 of the registration papers, in old ones “zu 2” and “zu 3”.</Trans>
          </Text>
        </Alert>
      )}
    </Page>
  );
}
