/** Another name for a service: visitors who say it mean that service from now on. */
import { Button, Drawer, Group, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { GapResolveMutation, ServiceNamesQuery } from "./documents";
import type { Gap } from "./gaps";

const LONGEST_NAME = 120;

interface SynonymFormProps {
  gap: Gap;
  onClose: () => void;
  onSaved: () => void;
}

export function SynonymForm({ gap, onClose, onSaved }: SynonymFormProps) {
  const { t } = useLingui();
  const [wanted, setWanted] = useState("");
  const [{ data }] = useQuery({ query: ServiceNamesQuery, variables: { filter: wanted ? { text: wanted } : {} } });
  const services = data?.services?.edges.map(({ node }) => ({ value: node.id, label: node.name })) ?? [];
  const form = useForm({
    initialValues: { synonymOf: "", synonym: gap.question.slice(0, LONGEST_NAME) },
    validate: {
      synonymOf: (value) => (value ? null : t`Please choose the service that is meant.`),
      synonym: (value) => (value.trim() ? null : t`Please enter the name visitors use.`),
    },
  });
  const { send, isRunning, problems } = useSubmit(GapResolveMutation, { form });

  async function submit({ synonymOf, synonym }: typeof form.values): Promise<void> {
    if (!(await send({ id: gap.id, input: { synonymOf, synonym: synonym.trim() } }))) return;
    onSaved();
    onClose();
    tell(t`The name was added to the service.`);
  }

  return (
    <Drawer
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      position="right"
      size={460}
      title={t`Means a service I have`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={problems} />
          <Select
            {...form.getInputProps("synonymOf")}
            data={services}
            data-autofocus
            filter={({ options }) => options}
            label={t`Service`}
            nothingFoundMessage={t`No service of this name`}
            onSearchChange={setWanted}
            searchable
          />
          <TextInput
            {...form.getInputProps("synonym")}
            description={t`Shorten it to the words that name the work.`}
            label={t`Name visitors use`}
            maxLength={LONGEST_NAME}
          />
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
