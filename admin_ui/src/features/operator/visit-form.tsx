/** The question before a visit: why, and for how long. The workshop reads the answer. */
import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { ImpersonationStartMutation } from "./documents";
import type { Workshop } from "./workshops";

const SHORTEST_REASON = 10;
const LONGEST_REASON = 200;
const LIMITS = [15, 30, 60];

export function VisitForm({ workshop, onClose }: { workshop: Workshop; onClose: () => void }) {
  const { t } = useLingui();
  const { id, name } = workshop;
  const form = useForm({
    initialValues: { reason: "", minutes: String(LIMITS[0]) },
    validate: {
      reason: (value) =>
        value.trim().length >= SHORTEST_REASON ? null : t`Please give a reason of at least ${SHORTEST_REASON} characters.`,
    },
  });
  const { send, isRunning, problems } = useSubmit(ImpersonationStartMutation, { form });

  async function submit({ reason, minutes }: typeof form.values): Promise<void> {
    if (await send({ workshopId: id, reason: reason.trim(), minutes: Number(minutes) })) window.location.assign("/");
  }

  return (
    <Modal onClose={onClose} opened title={t`Visit ${name}`}>
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <Text size="sm">
            <Trans>
              The owners get an e-mail with your name and the reason, and everything you change is in their activity log.
            </Trans>
          </Text>
          <Textarea {...form.getInputProps("reason")} data-autofocus label={t`Reason`} maxLength={LONGEST_REASON} minRows={2} />
          <NativeSelect
            {...form.getInputProps("minutes")}
            data={LIMITS.map((minutes) => ({ value: String(minutes), label: t`${minutes} minutes` }))}
            label={t`Ends after`}
          />
          <Group gap="xs" justify="flex-end">
            <Button onClick={onClose} variant="default">
              <Trans>Cancel</Trans>
            </Button>
            <Button loading={isRunning} type="submit">
              <Trans>Begin the visit</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
