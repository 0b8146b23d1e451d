/** A new service out of an open question: its name, its group, its price. */
import { Autocomplete, Button, Drawer, Group, SegmentedControl, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import type { PriceKind } from "../../shared/graphql";
import { priceKindLabels } from "../../shared/labels";
import { parseMoney } from "../../shared/money";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { GapResolveMutation, ServiceNamesQuery } from "./documents";
import type { Gap } from "./gaps";

const LONGEST_NAME = 120;
const kinds: readonly PriceKind[] = ["FIXED", "RANGE", "FROM", "ON_REQUEST"];

interface ServiceFormProps {
  gap: Gap;
  onClose: () => void;
  onSaved: () => void;
}

export function ServiceForm({ gap, onClose, onSaved }: ServiceFormProps) {
  const { t } = useLingui();
  const [{ data }] = useQuery({ query: ServiceNamesQuery, variables: { filter: {} } });
  const isAmount = (value: string, isNeeded: boolean) =>
    isNeeded && parseMoney(value) === null ? t`Please enter an amount, e.g. 89,90.` : null;
  const form = useForm({
    initialValues: {
      service: {
        name: gap.question.slice(0, LONGEST_NAME),
        categoryName: "",
        priceKind: "ON_REQUEST" as PriceKind,
        priceMin: "",
        priceMax: "",
      },
    },
    validate: {
      service: {
        name: (value) => (value.trim() ? null : t`Please enter a name.`),
        categoryName: (value) => (value.trim() ? null : t`Please choose a category or enter a new one.`),
        priceMin: (value, { service }) => isAmount(value, service.priceKind !== "ON_REQUEST"),
        priceMax: (value, { service }) => isAmount(value, service.priceKind === "RANGE"),
      },
    },
  });
  const { send, isRunning, problems } = useSubmit(GapResolveMutation, { form });
  const { priceKind } = form.values.service;

  async function submit({ service }: typeof form.values): Promise<void> {
    const input = {
      service: {
        name: service.name.trim(),
        categoryName: service.categoryName.trim(),
        priceKind: service.priceKind,
        priceMin: service.priceKind === "ON_REQUEST" ? null : parseMoney(service.priceMin),
        priceMax: service.priceKind === "RANGE" ? parseMoney(service.priceMax) : null,
      },
    };
    if (!(await send({ id: gap.id, input }))) return;
    onSaved();
    onClose();
    tell(t`The service was added.`);
  }

  return (
    <Drawer
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      position="right"
      size={460}
      title={t`Add as a service`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <TextInput
            {...form.getInputProps("service.name")}
            data-autofocus
            description={t`Shorten it to the words that name the work.`}
            label={t`Name`}
            maxLength={LONGEST_NAME}
          />
          <Autocomplete
            {...form.getInputProps("service.categoryName")}
            data={data?.serviceCategories?.map(({ name }) => name) ?? []}
            label={t`Category`}
            maxLength={80}
          />
          <SegmentedControl
            {...form.getInputProps("service.priceKind")}
            aria-label={t`Kind of price`}
            data={kinds.map((kind) => ({ value: kind, label: t(priceKindLabels[kind]) }))}
            fullWidth
            size="xs"
          />
          {priceKind !== "ON_REQUEST" && (
            <SimpleGrid cols={priceKind === "RANGE" ? 2 : 1} spacing="sm">
              <TextInput
                {...form.getInputProps("service.priceMin")}
                inputMode="decimal"
                label={priceKind === "RANGE" ? t`From (incl. VAT)` : t`Price (incl. VAT)`}
              />
              {priceKind === "RANGE" && (
                <TextInput {...form.getInputProps("service.priceMax")} inputMode="decimal" label={t`To (incl. VAT)`} />
              )}
            </SimpleGrid>
          )}
          <Group gap="xs" justify="flex-end">
            <Button onClick={onClose} variant="default">
              <Trans>Cancel</Trans>
            </Button>
            <Button loading={isRunning} type="submit">
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
