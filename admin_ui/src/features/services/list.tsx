/** The workshop's services, grouped by category: what CarBot may talk about and which prices it may name. */
import { ActionIcon, Alert, Button, Group, Menu, SegmentedControl } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useMutation, useQuery } from "urql";
import { Confirm } from "../../shared/confirm";
import { explain, refusalOf } from "../../shared/errors";
import type { ResultOf, VariablesOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { Page, Panel } from "../../shared/page";
import { SearchField } from "../../shared/search-field";
import { usePermission } from "../../shared/session";
import { Empty, ReadProblem, RowsLoading } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell, warn } from "../../shared/toasts";
import { useAll } from "../../shared/use-all";
import { CategoryPicture } from "./category-icons";
import {
  ServiceCategoriesQuery,
  ServiceCategoryDeleteMutation,
  ServiceCategoryReorderMutation,
  ServiceDeleteMutation,
  ServiceReorderMutation,
  ServicesQuery,
} from "./documents";
import { FilesMenu } from "./files-menu";
import classes from "./list.module.css";
import { Row, type Service } from "./row";
import type { ServiceSearch } from "./search";

const BulkBar = lazy(() => import("./bulk-bar").then((module) => ({ default: module.BulkBar })));
const CategoryForm = lazy(() => import("./category-form").then((module) => ({ default: module.CategoryForm })));
const ServiceForm = lazy(() => import("./form").then((module) => ({ default: module.ServiceForm })));

const PAGE_SIZE = 100;
const route = getRouteApi("/inside/services");

type Category = NonNullable<ResultOf<typeof ServiceCategoriesQuery>["serviceCategories"]>[number];

function filterOf({ text, active }: ServiceSearch): NonNullable<VariablesOf<typeof ServicesQuery>["filter"]> {
  return { ...(text ? { text } : {}), ...(active ? { isActive: active === "yes" } : {}) };
}

/** The ids with one of them a place earlier or later; undefined at the end of the list. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] | undefined {
  const from = ids.indexOf(id);
  const other = ids[from + by];
  if (from < 0 || other === undefined) return undefined;
  return ids.map((each) => (each === id ? other : each === other ? id : each));
}

interface CategoryPanelProps {
  category: Category;
  services: readonly Service[];
  categoryIds: readonly string[];
  canWrite: boolean;
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], isChosen: boolean) => void;
  onAdd: () => void;
  onEditCategory: () => void;
  onEdit: (service: Service) => void;
  onDelete: (service: Service) => void;
  onChanged: () => void;
}

function CategoryPanel({ category, services, categoryIds, canWrite, chosen, onChoose, onAdd, onEditCategory, onEdit, onDelete, onChanged }: CategoryPanelProps) {
  const { t } = useLingui();
  const { name } = category;
  const [, order] = useMutation(ServiceReorderMutation);
  const [, orderCategories] = useMutation(ServiceCategoryReorderMutation);
  const [, removal] = useMutation(ServiceCategoryDeleteMutation);
  const ids = services.map(({ id }) => id);

  function done(refusal: string | null): void {
    if (refusal) warn(refusal);
    onChanged();
  }

  async function place(id: string, by: -1 | 1): Promise<void> {
    const next = moved(ids, id, by);
    if (!next) return;
    const { data, error } = await order({ categoryId: category.id, ids: next });
    done(refusalOf(data?.serviceReorder, error));
  }

  async function placeCategory(by: -1 | 1): Promise<void> {
    const next = moved(categoryIds, category.id, by);
    if (!next) return;
    const { data, error } = await orderCategories({ ids: next });
    done(refusalOf(data?.serviceCategoryReorder, error));
  }

  async function remove(): Promise<void> {
    const { data, error } = await removal({ id: category.id });
    done(refusalOf(data?.serviceCategoryDelete, error));
  }

  return (
    <Panel
      action={
        <Group gap="xs" wrap="nowrap">
          <span className={classes.quiet}>
            <Plural one="# service" other="# services" value={category.serviceCount} />
          </span>
          {canWrite && (
            <>
              <ActionIcon aria-label={t`Add a service to ${name}`} onClick={onAdd}>
                <Icon name="plus" />
              </ActionIcon>
              <Menu position="bottom-end" width={200}>
                <Menu.Target>
                  <ActionIcon aria-label={t`Actions for ${name}`}>
                    <Icon name="dots" />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<Icon name="pencil" size={16} />} onClick={onEditCategory}>
                    <Trans>Edit category</Trans>
                  </Menu.Item>
                  <Menu.Item leftSection={<Icon name="check" size={16} />} onClick={() => onChoose(ids, true)}>
                    <Trans>Choose all</Trans>
                  </Menu.Item>
                  <Menu.Item disabled={!moved(categoryIds, category.id, -1)} onClick={() => void placeCategory(-1)}>
                    <Trans>Move up</Trans>
                  </Menu.Item>
                  <Menu.Item disabled={!moved(categoryIds, category.id, 1)} onClick={() => void placeCategory(1)}>
                    <Trans>Move down</Trans>
                  </Menu.Item>
                  <Menu.Item
                    c="var(--negative)"
                    disabled={category.serviceCount > 0}
                    leftSection={<Icon name="trash" size={16} />}
                    onClick={() => void remove()}
                  >
                    <Trans>Delete category</Trans>
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          )}
        </Group>
      }
      isFlush
      title={
        <span className={classes.title}>
          <CategoryPicture icon={category.icon} /> {name}
        </span>
      }
    >
      <ul className={classes.rows}>
        {services.map((service) => (
          <Row
            canWrite={canWrite}
            isChosen={chosen.has(service.id)}
            key={service.id}
            onChanged={onChanged}
            onChoose={(isChosen) => onChoose([service.id], isChosen)}
            onDelete={() => onDelete(service)}
            onEdit={() => onEdit(service)}
            onMoveDown={moved(ids, service.id, 1) && (() => void place(service.id, 1))}
            onMoveUp={moved(ids, service.id, -1) && (() => void place(service.id, -1))}
            service={service}
          />
        ))}
      </ul>
    </Panel>
  );
}

export function ServiceList() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const canWrite = usePermission("SERVICES_WRITE");
  const [edited, setEdited] = useState<Service>();
  const [deleted, setDeleted] = useState<Service>();
  const [editedCategory, setEditedCategory] = useState<Category | "new">();
  const [addedTo, setAddedTo] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const deletion = useSubmit(ServiceDeleteMutation);
  const [{ data }, readCategories] = useQuery({ query: ServiceCategoriesQuery });
  const { nodes, error, readAgain } = useAll(
    ServicesQuery,
    { filter: filterOf(search), first: PAGE_SIZE },
    (answer) => answer.services,
  );
  const isFiltered = Boolean(search.text ?? search.active);
  const change = (changes: Partial<ServiceSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), replace: true });

  function changed(): void {
    readAgain();
    readCategories({ requestPolicy: "network-only" });
  }

  function choose(ids: readonly string[], isChosen: boolean): void {
    const next = new Set(chosen);
    for (const id of ids) {
      if (isChosen) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  }

  async function remove(): Promise<void> {
    if (!deleted || !(await deletion.send({ id: deleted.id }))) return;
    setDeleted(undefined);
    tell(t`The service was deleted.`);
    changed();
  }

  const categories = data?.serviceCategories ?? [];
  const services = Map.groupBy(nodes ?? [], ({ category }) => category.id);
  const panels = isFiltered ? categories.filter(({ id }) => services.has(id)) : categories;
  const isEmpty = nodes?.length === 0 && panels.length === 0;
  return (
    <Page
      actions={
        <>
          <FilesMenu />
          {canWrite && (
          <>
            <Button
              leftSection={<Icon name="sparkle" size={16} />}
              renderRoot={(props) => <Link to="/services/library" {...props} />}
              variant="default"
            >
              <Trans>Take over suggestions</Trans>
            </Button>
            <Button renderRoot={(props) => <Link to="/services/prices" {...props} />} variant="default">
              <Trans>Price rules</Trans>
            </Button>
            <Button onClick={() => setEditedCategory("new")} variant="default">
              <Trans>Add a category</Trans>
            </Button>
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ create: true })}>
              <Trans>Add a service</Trans>
            </Button>
          </>
          )}
        </>
      }
      description={<Trans>CarBot names only the prices you enter here, as an estimate including VAT.</Trans>}
      title={t`Services`}
    >
      <Group gap="sm" justify="space-between">
        <SearchField label={t`Search services`} onSearch={(text) => change({ text })} text={search.text} />
        <SegmentedControl
          aria-label={t`Which services`}
          data={[
            { value: "", label: t`All` },
            { value: "yes", label: t`Active` },
            { value: "no", label: t`Switched off` },
          ]}
          onChange={(active) => change({ active: active === "" ? undefined : active })}
          size="xs"
          value={search.active ?? ""}
        />
      </Group>
      {error && !nodes && <ReadProblem error={error} retry={readAgain} />}
      {!nodes && !error && (
        <Panel isFlush>
          <RowsLoading rows={8} />
        </Panel>
      )}
      {isEmpty && (
        <Panel isFlush>
          <Empty
            action={
              isFiltered ? (
                <Button onClick={() => change({ text: undefined, active: undefined })} variant="default">
                  <Trans>Remove filters</Trans>
                </Button>
              ) : (
                canWrite && (
                  <Button renderRoot={(props) => <Link to="/services/library" {...props} />}>
                    <Trans>Take over suggestions</Trans>
                  </Button>
                )
              )
            }
            icon="wrench"
            title={isFiltered ? t`No service fits this filter` : t`No services yet`}
          >
            {isFiltered ? (
              <Trans>Try another word.</Trans>
            ) : (
              <Trans>
                Without services CarBot can name no prices. Choose from our suggestions and change the prices later.
              </Trans>
            )}
          </Empty>
        </Panel>
      )}
      {nodes &&
        panels.map((category) => (
          <CategoryPanel
            canWrite={canWrite}
            category={category}
            categoryIds={categories.map(({ id }) => id)}
            chosen={chosen}
            key={category.id}
            onAdd={() => setAddedTo(category.name)}
            onChanged={changed}
            onChoose={choose}
            onDelete={(service) => {
              deletion.clear();
              setDeleted(service);
            }}
            onEdit={setEdited}
            onEditCategory={() => setEditedCategory(category)}
            services={services.get(category.id) ?? []}
          />
        ))}
      {error && nodes && <Alert color="red">{explain(error)}</Alert>}
      <Suspense>
        {canWrite && (search.create || edited || addedTo !== undefined) && (
          <ServiceForm
            categoryName={addedTo}
            key={edited?.id ?? "new"}
            onClose={() => {
              setEdited(undefined);
              setAddedTo(undefined);
              if (search.create) change({ create: undefined });
            }}
            onSaved={changed}
            service={edited}
          />
        )}
        {canWrite && editedCategory && (
          <CategoryForm
            category={editedCategory === "new" ? undefined : editedCategory}
            onClose={() => setEditedCategory(undefined)}
            onSaved={changed}
          />
        )}
        {canWrite && chosen.size > 0 && (
          <BulkBar
            chosen={chosen}
            onClear={() => setChosen(new Set())}
            onDone={() => {
              setChosen(new Set());
              changed();
            }}
          />
        )}
      </Suspense>
      <Confirm
        action={t`Delete service`}
        isOpen={deleted !== undefined}
        isRunning={deletion.isRunning}
        onClose={() => setDeleted(undefined)}
        onConfirm={() => void remove()}
        problems={deletion.problems}
        title={t`Delete this service?`}
      >
        <Trans>
          CarBot will no longer talk about <strong>{deleted?.name}</strong>. You can also just switch it off.
        </Trans>
      </Confirm>
    </Page>
  );
}
