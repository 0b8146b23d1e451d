/** Adding or changing a service; the kind of price decides which amounts it needs. */
import { Autocomplete, Button, Drawer, Group, SegmentedControl, SimpleGrid, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { useQuery } from "urql";
import { type ChosenImage, imageChange } from "../../shared/files/chosen-image";
import type { PriceKind } from "../../shared/graphql";
import { priceKindLabels } from "../../shared/labels";
import { languages } from "../../shared/language";
import { moneyText, parseMoney } from "../../shared/money";
import { useSession } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { DescriptionFields, descriptionsOf } from "./descriptions";
import { ServiceCategoriesQuery, ServiceCreateMutation, ServiceUpdateMutation } from "./documents";
import type { Service } from "./row";

const ImageField = lazy(() => import("../../shared/files/image-field").then((module) => ({ default: module.ImageField })));
const Prices = lazy(() => import("./prices").then((module) => ({ default: module.Prices })));

interface ServiceFormProps {
  /** Without a service the form creates one. */
  service: Service | undefined;
  /** The category a new one is added to. */
  categoryName: string | undefined;
  onClose: () => void;
  onSaved: () => void;
}

const kinds: readonly PriceKind[] = ["FIXED", "RANGE", "FROM", "ON_REQUEST"];
const hasLeast = (kind: PriceKind) => kind !== "ON_REQUEST";
const hasMost = (kind: PriceKind) => kind === "RANGE";

function minutesOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}

export function ServiceForm({ service, categoryName, onClose, onSaved }: ServiceFormProps) {
  const { t } = useLingui();
  const { workshop } = useSession();
  const [{ data }] = useQuery({ query: ServiceCategoriesQuery });
  const categories = data?.serviceCategories ?? [];

  const isMinutes = (value: string) =>
    value.trim() === "" || /^\d{1,4}$/.test(value.trim()) ? null : t`Please enter minutes as a whole number.`;
  const form = useForm({
    initialValues: {
      name: service?.name ?? "",
      descriptions: descriptionsOf(service?.descriptions),
      imageUploadId: (service?.image ?? null) as ChosenImage | null,
      synonyms: (service?.synonyms ?? []).join("\n"),
      categoryName: service?.category.name ?? categoryName ?? "",
      priceKind: service?.priceKind ?? ("RANGE" as PriceKind),
      priceMin: moneyText(service?.priceMin),
      priceMax: moneyText(service?.priceMax),
      durationMinMinutes: service?.durationMinMinutes?.toString() ?? "",
      durationMaxMinutes: service?.durationMaxMinutes?.toString() ?? "",
      isShownInChat: service?.isShownInChat ?? true,
      isShownOnPages: service?.isShownOnPages ?? true,
      scales: service?.scales ?? true,
    },
    validate: {
      name: (value) => (value.trim() ? null : t`Please enter a name.`),
      categoryName: (value) => (value.trim() ? null : t`Please choose a category or enter a new one.`),
      priceMin: (value, { priceKind }) =>
        hasLeast(priceKind) && parseMoney(value) === null ? t`Please enter an amount, e.g. 89,90.` : null,
      priceMax: (value, { priceKind, priceMin }) => {
        if (!hasMost(priceKind)) return null;
        const most = parseMoney(value);
        if (most === null) return t`Please enter an amount, e.g. 89,90.`;
        return most < (parseMoney(priceMin) ?? 0) ? t`The upper amount must not be lower.` : null;
      },
      durationMinMinutes: isMinutes,
      durationMaxMinutes: (value, { durationMinMinutes }) => {
        const problem = isMinutes(value);
        if (problem || value.trim() === "") return problem;
        return Number(value) < Number(durationMinMinutes) ? t`The longer time must not be shorter.` : null;
      },
    },
  });
  const creation = useSubmit(ServiceCreateMutation, { form });
  const change = useSubmit(ServiceUpdateMutation, { form });
  const { priceKind } = form.values;

  async function submit(values: typeof form.values): Promise<void> {
    const image = imageChange(service?.image?.url, values.imageUploadId);
    const category = categories.find(({ name }) => name === values.categoryName.trim());
    const input = {
      name: values.name.trim(),
      descriptions: languages.map((language) => ({ language, text: values.descriptions[language].trim() })),
      ...(image && { imageUploadId: image.id }),
      synonyms: values.synonyms.split("\n").filter((word) => word.trim() !== ""),
      isShownInChat: values.isShownInChat,
      isShownOnPages: values.isShownOnPages,
      scales: values.scales,
      ...(category ? { categoryId: category.id } : { categoryName: values.categoryName.trim() }),
      priceKind: values.priceKind,
      priceMin: hasLeast(values.priceKind) ? parseMoney(values.priceMin) : null,
      priceMax: hasMost(values.priceKind) ? parseMoney(values.priceMax) : null,
      durationMinMinutes: minutesOf(values.durationMinMinutes),
      durationMaxMinutes: minutesOf(values.durationMaxMinutes),
    };
    const payload = service ? await change.send({ id: service.id, input }) : await creation.send({ input });
    if (!payload) return;
    onSaved();
    onClose();
    tell(service ? t`The service was saved.` : t`The service was added.`);
  }

  const money = (field: "priceMin" | "priceMax", label: string) => (
    <TextInput
      {...form.getInputProps(field)}
      inputMode="decimal"
      label={label}
      onBlur={() => {
        const cents = parseMoney(form.values[field]);
        if (cents !== null) form.setFieldValue(field, moneyText(cents));
      }}
      rightSection={<span aria-hidden="true">{workshop.currency === "EUR" ? "€" : workshop.currency}</span>}
      rightSectionWidth={44}
    />
  );

  return (
    <Drawer
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      position="right"
      size={460}
      title={service ? t`Edit service` : t`Add a service`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={[...creation.problems, ...change.problems]} />
          <TextInput
            {...form.getInputProps("name")}
            data-autofocus
            label={t`Name`}
            maxLength={120}
            placeholder={t`e.g. oil change with filter`}
            required
            withAsterisk={false}
          />
          <Autocomplete
            {...form.getInputProps("categoryName")}
            data={categories.map(({ name }) => name)}
            label={t`Category`}
            maxLength={80}
            size="sm"
          />
          <DescriptionFields
            error={form.errors["descriptions"]}
            onChange={(descriptions) => form.setFieldValue("descriptions", descriptions)}
            values={form.values.descriptions}
          />
          <Suspense>
            <ImageField
              description={t`PNG, JPEG or WebP, at most 5 MB. Place and camera are removed from it.`}
              error={form.errors["imageUploadId"]}
              label={t`Photo`}
              onChange={(image) => {
                form.setFieldValue("imageUploadId", image);
                form.clearFieldError("imageUploadId");
              }}
              value={form.values.imageUploadId}
            />
          </Suspense>
          <div>
            <SegmentedControl
              {...form.getInputProps("priceKind")}
              aria-label={t`Kind of price`}
              data={kinds.map((kind) => ({ value: kind, label: t(priceKindLabels[kind]) }))}
              fullWidth
              size="xs"
            />
            {hasLeast(priceKind) && (
              <SimpleGrid cols={hasMost(priceKind) ? 2 : 1} mt="sm" spacing="sm">
                {money("priceMin", hasMost(priceKind) ? t`From (incl. VAT)` : t`Price (incl. VAT)`)}
                {hasMost(priceKind) && money("priceMax", t`To (incl. VAT)`)}
              </SimpleGrid>
            )}
          </div>
          <SimpleGrid cols={2} spacing="sm">
            <TextInput {...form.getInputProps("durationMinMinutes")} inputMode="numeric" label={t`Takes at least (min)`} />
            <TextInput {...form.getInputProps("durationMaxMinutes")} inputMode="numeric" label={t`Takes at most (min)`} />
          </SimpleGrid>
          <Textarea
            {...form.getInputProps("synonyms")}
            autosize
            description={t`What customers call it, one a line.`}
            label={t`Other words`}
            maxRows={6}
            minRows={2}
          />
          <Stack gap="xs">
            <Switch {...form.getInputProps("isShownInChat", { type: "checkbox" })} label={t`Show in chat`} />
            <Switch {...form.getInputProps("isShownOnPages", { type: "checkbox" })} label={t`Show on pages`} />
            <Switch {...form.getInputProps("scales", { type: "checkbox" })} label={t`Price depends on the class of the vehicle`} />
          </Stack>
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
      {service && (
        <Suspense>
          <Prices serviceId={service.id} />
        </Suspense>
      )}
    </Drawer>
  );
}
