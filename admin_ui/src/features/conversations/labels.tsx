/** The labels of a conversation: shown, put on, taken off; and the choice of one in the list. */
import { Autocomplete, Button, Group, Pill } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { Chips } from "../../shared/chips";
import { usePermission } from "../../shared/session";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { ConversationLabelMutation, ConversationLabelsQuery } from "./documents";
import classes from "./labels.module.css";

const MOST_LABELS = 10;
const LONGEST_LABEL = 40;
const SHOWN_IN_FILTER = 8;

/** The names of the labels there are, the most used ones first. */
function useKnownLabels(): string[] {
  const [{ data }] = useQuery({ query: ConversationLabelsQuery });
  return data?.conversationLabels?.map(({ name }) => name) ?? [];
}

interface LabelsProps {
  conversationId: string;
  labels: readonly string[];
  onChange: () => void;
}

export function Labels({ conversationId, labels, onChange }: LabelsProps) {
  const { t } = useLingui();
  const canWrite = usePermission("CONVERSATIONS_WRITE");
  const known = useKnownLabels();
  const form = useForm({ initialValues: { label: "" } });
  const { send, isRunning, problems } = useSubmit(ConversationLabelMutation);

  async function put(wanted: string[]): Promise<void> {
    if (!(await send({ id: conversationId, labels: wanted }))) return;
    form.reset();
    onChange();
  }

  return (
    <>
      <Problems problems={problems} />
      {labels.length === 0 && (
        <span className={classes.quiet}>
          <Trans>No labels yet.</Trans>
        </span>
      )}
      <Pill.Group>
        {labels.map((label) => (
          <Pill
            className={classes.label ?? ""}
            key={label}
            onRemove={() => void put(labels.filter((each) => each !== label))}
            removeButtonProps={{ "aria-label": t`Remove the label ${label}`, "aria-hidden": false, tabIndex: 0 }}
            withRemoveButton={canWrite}
          >
            {label}
          </Pill>
        ))}
      </Pill.Group>
      {canWrite && labels.length < MOST_LABELS && (
        <form onSubmit={form.onSubmit(({ label }) => void (label.trim() && put([...labels, label.trim()])))}>
          <Group gap="xs" mt="sm" wrap="nowrap">
            <Autocomplete
              {...form.getInputProps("label")}
              aria-label={t`New label`}
              data={known.filter((name) => !labels.includes(name))}
              flex={1}
              maxLength={LONGEST_LABEL}
              placeholder={t`New label`}
            />
            <Button loading={isRunning} type="submit" variant="default">
              <Trans>Add</Trans>
            </Button>
          </Group>
        </form>
      )}
    </>
  );
}

/** The labels on a row of the list. */
export function LabelList({ labels }: { labels: readonly string[] }) {
  return (
    <span className={classes.list}>
      {labels.map((label) => (
        <span className={classes.small} key={label}>
          {label}
        </span>
      ))}
    </span>
  );
}

/** Chooses one label of those most used; nothing where there are none. */
export function LabelFilter({ value, onChoose }: { value: string; onChoose: (label: string) => void }) {
  const { t } = useLingui();
  const known = useKnownLabels().slice(0, SHOWN_IN_FILTER);
  const names = value && !known.includes(value) ? [value, ...known] : known;
  if (names.length === 0) return null;
  return (
    <Chips
      choices={[{ value: "", label: t`All labels` }, ...names.map((name) => ({ value: name, label: name }))]}
      label={t`Labels`}
      onChoose={onChoose}
      value={value}
    />
  );
}
