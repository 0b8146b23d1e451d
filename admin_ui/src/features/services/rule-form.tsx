/** Adding a price rule or changing one: what for, when, and one of price, factor and surcharge. */
import { Button, Group, Modal, NativeSelect, SegmentedControl, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { moneyText, parseMoney } from "../../shared/money";
import { useSession } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { useAll } from "../../shared/use-all";
import { PriceRuleCreateMutation, PriceRuleUpdateMutation, ServiceCategoriesQuery, ServicesQuery } from "./documents";
import { keysOf, type PriceRuleKind, priceRuleKindLabels, type VehicleClass, vehicleClassLabels } from "./labels";
import type { Rule } from "./rules";
import { dayOfYearText, parseDayOfYear } from "./seasons";

interface RuleFormProps {
  /** Without a rule the form creates one. */
  rule: Rule | undefined;
  onClose: () => void;
  onSaved: () => void;
}

type When = "always" | "season" | "dates";

const PERMILLE = 1000;
const PAGE_SIZE = 100;

/** Read "1,15" as 1150 thousandths; null when it is no factor. */
export function parseFactor(text: string): number | null {
  const factor = Math.round(Number(text.trim().replace(",", ".")) * PERMILLE);
  return text.trim() !== "" && factor >= 1 && factor <= 10 * PERMILLE ? factor : null;
}

export function RuleForm({ rule, onClose, onSaved }: RuleFormProps) {
  const { t } = useLingui();
  const { workshop } = useSession();
  const [{ data }] = useQuery({ query: ServiceCategoriesQuery });
  const { nodes: services } = useAll(ServicesQuery, { filter: {}, first: PAGE_SIZE }, (answer) => answer.services);
  const isAmount = (value: string) => (parseMoney(value) === null ? t`Please enter an amount, e.g. 89,90.` : null);
  const isDay = (value: string, when: When) =>
    when === "season" && parseDayOfYear(value) === null ? t`Please enter day and month, e.g. 01.10.` : null;
  const isDate = (value: string, when: When) => (when === "dates" && !value ? t`Please choose a day.` : null);
  const form = useForm({
    initialValues: {
      label: rule?.label ?? "",
      target: rule?.service?.id ?? rule?.category?.id ?? "",
      vehicleClass: rule?.vehicleClass ?? ("" as VehicleClass | ""),
      when: (rule?.seasonStart ? "season" : rule?.startsOn ? "dates" : "always") as When,
      seasonStart: dayOfYearText(rule?.seasonStart),
      seasonEnd: dayOfYearText(rule?.seasonEnd),
      startsOn: rule?.startsOn ?? "",
      endsOn: rule?.endsOn ?? "",
      kind: rule?.kind ?? ("FACTOR" as PriceRuleKind),
      priceMin: moneyText(rule?.priceMin),
      priceMax: moneyText(rule?.priceMax),
      factorPermille: rule?.factorPermille ? String(rule.factorPermille / PERMILLE).replace(".", ",") : "",
      surcharge: moneyText(rule?.surcharge),
    },
    validate: {
      label: (value) => (value.trim() ? null : t`Please enter a name.`),
      seasonStart: (value, { when }) => isDay(value, when),
      seasonEnd: (value, { when }) => isDay(value, when),
      startsOn: (value, { when }) => isDate(value, when),
      endsOn: (value, { when }) => isDate(value, when),
      priceMin: (value, { kind }) => (kind === "OVERRIDE" ? isAmount(value) : null),
      priceMax: (value, { kind }) => (kind === "OVERRIDE" && value.trim() !== "" ? isAmount(value) : null),
      factorPermille: (value, { kind }) =>
        kind === "FACTOR" && parseFactor(value) === null ? t`Please enter a factor, e.g. 1,15.` : null,
      surcharge: (value, { kind }) => (kind === "SURCHARGE" ? isAmount(value) : null),
    },
  });
  const creation = useSubmit(PriceRuleCreateMutation, { form });
  const change = useSubmit(PriceRuleUpdateMutation, { form });
  const { kind, when } = form.values;

  async function submit(values: typeof form.values): Promise<void> {
    const isService = values.target.startsWith("service_");
    const input = {
      label: values.label.trim(),
      kind: values.kind,
      serviceId: isService ? values.target : null,
      categoryId: values.target && !isService ? values.target : null,
      vehicleClass: values.vehicleClass || null,
      seasonStart: values.when === "season" ? parseDayOfYear(values.seasonStart) : null,
      seasonEnd: values.when === "season" ? parseDayOfYear(values.seasonEnd) : null,
      startsOn: values.when === "dates" ? values.startsOn : null,
      endsOn: values.when === "dates" ? values.endsOn : null,
      priceMin: values.kind === "OVERRIDE" ? parseMoney(values.priceMin) : null,
      priceMax: values.kind === "OVERRIDE" && values.priceMax.trim() !== "" ? parseMoney(values.priceMax) : null,
      factorPermille: values.kind === "FACTOR" ? parseFactor(values.factorPermille) : null,
      surcharge: values.kind === "SURCHARGE" ? parseMoney(values.surcharge) : null,
    };
    const payload = rule ? await change.send({ id: rule.id, input }) : await creation.send({ input });
    if (!payload) return;
    onSaved();
    onClose();
    tell(rule ? t`The rule was saved.` : t`The rule was added.`);
  }

  const money = (field: "priceMin" | "priceMax" | "surcharge", label: string) => (
    <TextInput
      {...form.getInputProps(field)}
      inputMode="decimal"
      label={label}
      rightSection={<span aria-hidden="true">{workshop.currency === "EUR" ? "€" : workshop.currency}</span>}
      rightSectionWidth={44}
    />
  );
  const categories = data?.serviceCategories ?? [];
  return (
    <Modal
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      size={520}
      title={rule ? t`Edit rule` : t`Add a rule`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={[...creation.problems, ...change.problems]} />
          <TextInput
            {...form.getInputProps("label")}
            data-autofocus
            description={t`Stands beside the price, e.g. “SUV” or “Tyre season”.`}
            label={t`Name`}
            maxLength={80}
            required
            withAsterisk={false}
          />
          <NativeSelect {...form.getInputProps("target")} label={t`Applies to`}>
            <option value="">{t`All services`}</option>
            <optgroup label={t`Categories`}>
              {categories.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
            <optgroup label={t`Services`}>
              {services?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          </NativeSelect>
          <NativeSelect
            {...form.getInputProps("vehicleClass")}
            data={[
              { value: "", label: t`All vehicles` },
              ...keysOf(vehicleClassLabels).map((value) => ({ value, label: t(vehicleClassLabels[value]) })),
            ]}
            label={t`Vehicle`}
          />
          <SegmentedControl
            {...form.getInputProps("when")}
            aria-label={t`When the rule applies`}
            data={[
              { value: "always", label: t`Always` },
              { value: "season", label: t`Every year` },
              { value: "dates", label: t`Once` },
            ]}
            fullWidth
            size="xs"
          />
          {when === "season" && (
            <SimpleGrid cols={2} spacing="sm">
              <TextInput {...form.getInputProps("seasonStart")} label={t`From day`} placeholder="01.10." />
              <TextInput {...form.getInputProps("seasonEnd")} label={t`To day`} placeholder="30.11." />
            </SimpleGrid>
          )}
          {when === "dates" && (
            <SimpleGrid cols={2} spacing="sm">
              <TextInput {...form.getInputProps("startsOn")} label={t`From day`} type="date" />
              <TextInput {...form.getInputProps("endsOn")} label={t`To day`} type="date" />
            </SimpleGrid>
          )}
          <SegmentedControl
            {...form.getInputProps("kind")}
            aria-label={t`What the rule does`}
            data={keysOf(priceRuleKindLabels).map((value) => ({ value, label: t(priceRuleKindLabels[value]) }))}
            fullWidth
            size="xs"
          />
          {kind === "OVERRIDE" && (
            <SimpleGrid cols={2} spacing="sm">
              {money("priceMin", t`From (incl. VAT)`)}
              {money("priceMax", t`To (incl. VAT)`)}
            </SimpleGrid>
          )}
          {kind === "FACTOR" && (
            <TextInput {...form.getInputProps("factorPermille")} inputMode="decimal" label={t`Factor`} placeholder="1,15" />
          )}
          {kind === "SURCHARGE" && money("surcharge", t`Surcharge (incl. VAT)`)}
          <Group gap="xs" justify="flex-end">
            <Button onClick={onClose} variant="default">
              <Trans>Cancel</Trans>
            </Button>
            <Button loading={creation.isRunning || change.isRunning} type="submit">
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
