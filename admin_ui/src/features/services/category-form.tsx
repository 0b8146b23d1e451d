/** Adding a category or changing one: its name, what its work is, its picture. */
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { Problems } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { CategoryPicture } from "./category-icons";
import { ServiceCategoryCreateMutation, ServiceCategoryUpdateMutation } from "./documents";
import { type CategoryIcon, categoryIconLabels, type CategoryKind, categoryKindLabels, keysOf } from "./labels";

interface CategoryFormProps {
  /** Without a category the form creates one. */
  category: { id: string; name: string; kind: CategoryKind; icon: CategoryIcon } | undefined;
  onClose: () => void;
  onSaved: () => void;
}

export function CategoryForm({ category, onClose, onSaved }: CategoryFormProps) {
  const { t } = useLingui();
  const form = useForm({
    initialValues: {
      name: category?.name ?? "",
      kind: category?.kind ?? ("OTHER" as CategoryKind),
      icon: category?.icon ?? ("WRENCH" as CategoryIcon),
    },
    validate: { name: (value) => (value.trim() ? null : t`Please enter a name.`) },
  });
  const creation = useSubmit(ServiceCategoryCreateMutation, { form });
  const change = useSubmit(ServiceCategoryUpdateMutation, { form });

  async function submit(values: typeof form.values): Promise<void> {
    const input = { ...values, name: values.name.trim() };
    const payload = category ? await change.send({ id: category.id, input }) : await creation.send({ input });
    if (!payload) return;
    onSaved();
    onClose();
    tell(category ? t`The category was saved.` : t`The category was added.`);
  }

  return (
    <Modal
      closeButtonProps={{ "aria-label": t`Close` }}
      onClose={onClose}
      opened
      title={category ? t`Edit category` : t`Add a category`}
    >
      <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <Problems problems={[...creation.problems, ...change.problems]} />
          <TextInput {...form.getInputProps("name")} data-autofocus label={t`Name`} maxLength={80} required withAsterisk={false} />
          <NativeSelect
            {...form.getInputProps("kind")}
            data={keysOf(categoryKindLabels).map((value) => ({ value, label: t(categoryKindLabels[value]) }))}
            label={t`Kind of work`}
          />
          <NativeSelect
            {...form.getInputProps("icon")}
            data={keysOf(categoryIconLabels).map((value) => ({ value, label: t(categoryIconLabels[value]) }))}
            label={t`Picture`}
            leftSection={<CategoryPicture icon={form.values.icon} />}
          />
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
