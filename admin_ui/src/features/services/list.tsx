/** The workshop's services, grouped by category: what CarBot may talk about and which prices it may name. */
import { ActionIcon, Alert, Button, Group, Menu, SegmentedControl, Switch } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useMutation } from "urql";
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
import { ServiceDeleteMutation, ServicesQuery, ServiceUpdateMutation } from "./documents";
import classes from "./list.module.css";
import { usePriceWords } from "./price";
import type { ServiceSearch } from "./search";

const ServiceForm = lazy(() => import("./form").then((module) => ({ default: module.ServiceForm })));

const PAGE_SIZE = 100;
const route = getRouteApi("/inside/services");

export type Service = NonNullable<ResultOf<typeof ServicesQuery>["services"]>["edges"][number]["node"];

function filterOf({ text, active }: ServiceSearch): NonNullable<VariablesOf<typeof ServicesQuery>["filter"]> {
  return { ...(text ? { text } : {}), ...(active ? { isActive: active === "yes" } : {}) };
}

interface RowProps {
  service: Service;
  canWrite: boolean;
  onEdit: () => void;
  onDelete: () => void;
  onChanged: () => void;
}

function Row({ service, canWrite, onEdit, onDelete, onChanged }: RowProps) {
  const { t } = useLingui();
  const words = usePriceWords();
  const [{ fetching }, update] = useMutation(ServiceUpdateMutation);
  const { name } = service;

  async function toggle(isActive: boolean): Promise<void> {
    const { data, error } = await update({ id: service.id, input: { isActive } });
    const refusal = refusalOf(data?.serviceUpdate, error);
    if (refusal) warn(refusal);
    onChanged();
  }

  return (
    <li className={classes.row} data-inactive={!service.isActive || undefined}>
      <div className={classes.name}>
        {canWrite ? (
          <button className={classes.open} onClick={onEdit} type="button">
            {name}
          </button>
        ) : (
          <span>{name}</span>
        )}
        {service.description && <div className={`${classes.quiet} clamp`}>{service.description}</div>}
      </div>
      <div className={`${classes.duration} tabular`}>
        {words.duration(service.durationMinMinutes, service.durationMaxMinutes)}
      </div>
      <div className={`${classes.price} tabular`}>{words.price(service)}</div>
      {canWrite && (
        <>
          <Switch
            aria-label={t`${name}: active`}
            checked={service.isActive}
            className={classes.switch}
            disabled={fetching}
            onChange={(event) => void toggle(event.currentTarget.checked)}
          />
          <Menu position="bottom-end" width={180}>
            <Menu.Target>
              <ActionIcon aria-label={t`Actions for ${name}`} className={classes.menu}>
                <Icon name="dots" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon name="pencil" size={16} />} onClick={onEdit}>
                <Trans>Edit</Trans>
              </Menu.Item>
              <Menu.Item c="var(--negative)" leftSection={<Icon name="trash" size={16} />} onClick={onDelete}>
                <Trans>Delete</Trans>
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    </li>
  );
}

/** Services by category, in the order the server gave them. */
export function byCategory(services: readonly Service[]): Map<string, Service[]> {
  return Map.groupBy(services, ({ category }) => category.name);
}

export function ServiceList() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const canWrite = usePermission("SERVICES_WRITE");
  const [edited, setEdited] = useState<Service>();
  const [deleted, setDeleted] = useState<Service>();
  const deletion = useSubmit(ServiceDeleteMutation);
  const { nodes, error, readAgain } = useAll(
    ServicesQuery,
    { filter: filterOf(search), first: PAGE_SIZE },
    (data) => data.services,
  );
  const isFiltered = Boolean(search.text ?? search.active);
  const change = (changes: Partial<ServiceSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), replace: true });

  async function remove(): Promise<void> {
    if (!deleted || !(await deletion.send({ id: deleted.id }))) return;
    setDeleted(undefined);
    tell(t`The service was deleted.`);
    readAgain();
  }

  return (
    <Page
      actions={
        canWrite && (
          <>
            <Button
              leftSection={<Icon name="sparkle" size={16} />}
              renderRoot={(props) => <Link to="/services/library" {...props} />}
              variant="default"
            >
              <Trans>Take over suggestions</Trans>
            </Button>
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ create: true })}>
              <Trans>Add a service</Trans>
            </Button>
          </>
        )
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
      {nodes?.length === 0 && (
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
        [...byCategory(nodes)].map(([category, services]) => (
          <Panel
            action={
              <span className={classes.quiet}>
                <Plural one="# service" other="# services" value={services.length} />
              </span>
            }
            isFlush
            key={category}
            title={category}
          >
            <ul className={classes.rows}>
              {services.map((service) => (
                <Row
                  canWrite={canWrite}
                  key={service.id}
                  onChanged={readAgain}
                  onDelete={() => {
                    deletion.clear();
                    setDeleted(service);
                  }}
                  onEdit={() => setEdited(service)}
                  service={service}
                />
              ))}
            </ul>
          </Panel>
        ))}
      {error && nodes && <Alert color="red">{explain(error)}</Alert>}
      <Suspense>
        {canWrite && (search.create || edited) && (
          <ServiceForm
            key={edited?.id ?? "new"}
            onClose={() => {
              setEdited(undefined);
              if (search.create) change({ create: undefined });
            }}
            onSaved={readAgain}
            service={edited}
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
