/** Entering a lead by hand, or correcting one. */
import { Button, Drawer, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import type { LeadKind } from "../../shared/graphql";
import { leadKindLabels } from "../../shared/labels";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { LeadCreateMutation, LeadUpdateMutation } from "./documents";
import { useWishFaults, WishedTimes } from "./wishes/wished-times";
import { filled, typedOf, type Wish, wishesOf } from "./wishes/wishes";

/** The lead that is being corrected. */
export interface EditedLead {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  wish: string | null;
  preferredTime: string | null;
  wishedTimes: readonly Wish[];
}

interface LeadFormProps {
  /** Without a lead the form creates one. */
  lead?: EditedLead;
  onClose: () => void;
}

const kinds: readonly LeadKind[] = ["CALLBACK", "APPOINTMENT", "QUESTION"];

function orNull(text: string): string | null {
  return text.trim() || null;
}

export function LeadForm({ lead, onClose }: LeadFormProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const faultsOf = useWishFaults();
  const form = useForm({
    initialValues: {
      kind: "CALLBACK" as LeadKind,
      name: lead?.name ?? "",
      phone: lead?.phone ?? "",
      email: lead?.email ?? "",
      wish: lead?.wish ?? "",
      preferredTime: lead?.preferredTime ?? "",
      wishedTimes: typedOf(lead?.wishedTimes ?? []),
      note: "",
    },
    validate: ({ name, phone, email, wishedTimes }) => ({
      name: name.trim() ? null : t`Please enter a name.`,
      phone: phone.trim() || email.trim() ? null : t`Please enter a phone number or an e-mail address.`,
      ...faultsOf(wishedTimes),
    }),
  });
  const creation = useSubmit(LeadCreateMutation, { form, isKeyed: true });
  const correction = useSubmit(LeadUpdateMutation, { form });
  const isRunning = creation.isRunning || correction.isRunning;

  function changeWishes(wishes: typeof form.values.wishedTimes): void {
    for (const index of form.values.wishedTimes.keys()) form.clearFieldError(`wishedTimes.${index}`);
    form.setFieldValue("wishedTimes", wishes);
  }

  async function submit({ kind, note, ...values }: typeof form.values): Promise<void> {
    const details = {
      name: values.name.trim(),
      phone: orNull(values.phone),
      email: orNull(values.email),
      wish: orNull(values.wish),
      preferredTime: orNull(values.preferredTime),
      wishedTimes: wishesOf(values.wishedTimes),
    };
    // What is refused is told by its place among those that are sent.
    form.setFieldValue("wishedTimes", filled(values.wishedTimes));
    if (lead) {
      if (!(await correction.send({ id: lead.id, input: details }))) return;
      onClose();
      tell(t`The details were saved.`);
      return;
    }
    const payload = await creation.send({ input: { ...details, kind, note: orNull(note) } });
    if (!payload?.lead) return;
    tell(t`The lead was entered.`);
    await navigate({ to: "/leads/$id", params: { id: payload.lead.id } });
  }

  return (
    <Drawer
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      position="right"
      size={460}
      title={lead ? t`Edit details` : t`Enter a lead`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={[...creation.problems, ...correction.problems]} />
          {!lead && (
            <SegmentedControl
              {...form.getInputProps("kind")}
              aria-label={t`Kind of lead`}
              data={kinds.map((kind) => ({ value: kind, label: t(leadKindLabels[kind]) }))}
              fullWidth
            />
          )}
          <TextInput
            {...form.getInputProps("name")}
            autoComplete="off"
            data-autofocus
            label={t`Name`}
            maxLength={120}
            required
            withAsterisk={false}
          />
          <TextInput
            {...form.getInputProps("phone")}
            autoComplete="off"
            description={t`As it was told to you, e.g. 0171 2345678`}
            label={t`Phone`}
            type="tel"
          />
          <TextInput {...form.getInputProps("email")} autoComplete="off" label={t`E-mail address`} type="email" />
          <Textarea {...form.getInputProps("wish")} label={t`Wish`} maxLength={2000} placeholder={t`e.g. change the oil, VW Golf 2017`} />
          <TextInput
            {...form.getInputProps("preferredTime")}
            label={t`Preferred time`}
            maxLength={200}
            placeholder={t`e.g. Thursday after 4 pm`}
          />
          <WishedTimes
            faults={form.values.wishedTimes.map((_, index) => form.errors[`wishedTimes.${index}`])}
            onChange={changeWishes}
            wishes={form.values.wishedTimes}
          />
          {!lead && <Textarea {...form.getInputProps("note")} label={t`Internal note`} maxLength={4000} minRows={2} />}
          {!lead && (
            <Text c="dimmed" size="xs">
              <Trans>Please only enter what the customer agreed to.</Trans>
            </Text>
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
