/** One service in the list: its price, whether it is offered and shown, and what can be done with it. */
import { ActionIcon, Badge, Checkbox, Menu, Switch } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "urql";
import { refusalOf } from "../../shared/errors";
import type { ResultOf } from "../../shared/graphql";
import { Icon } from "../../shared/icons";
import { warn } from "../../shared/toasts";
import { type ServicesQuery, ServiceUpdateMutation } from "./documents";
import classes from "./list.module.css";
import { usePriceWords } from "./price";

export type Service = NonNullable<ResultOf<typeof ServicesQuery>["services"]>["edges"][number]["node"];

interface RowProps {
  service: Service;
  canWrite: boolean;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  onEdit: () => void;
  onDelete: () => void;
  onChanged: () => void;
  /** Absent where there is no place to move to. */
  onMoveUp: (() => void) | undefined;
  onMoveDown: (() => void) | undefined;
}

function Marks({ service }: { service: Service }) {
  const { t } = useLingui();
  return (
    <>
      {!service.isShownInChat && <Badge color="gray" variant="light">{t`not in the chat`}</Badge>}
      {!service.isShownOnPages && <Badge color="gray" variant="light">{t`not on pages`}</Badge>}
      {!service.priceConfirmedAt && service.priceKind !== "ON_REQUEST" && (
        <Badge bg="var(--warning-soft)" c="var(--warning)" variant="light">{t`price not confirmed`}</Badge>
      )}
    </>
  );
}

export function Row({ service, canWrite, isChosen, onChoose, onEdit, onDelete, onChanged, onMoveUp, onMoveDown }: RowProps) {
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
    <li className={classes.row} data-inactive={!service.isActive || undefined} data-read={!canWrite || undefined}>
      {canWrite && (
        <Checkbox
          aria-label={t`Choose ${name}`}
          checked={isChosen}
          className={classes.choose}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <div className={classes.name}>
        {service.image && <img alt="" className={classes.picture} loading="lazy" src={service.image.url} />}
        {canWrite ? (
          <button className={classes.open} onClick={onEdit} type="button">
            {name}
          </button>
        ) : (
          <span>{name}</span>
        )}
        <div className={classes.marks}>
          <Marks service={service} />
        </div>
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
              <Menu.Item disabled={!onMoveUp} onClick={onMoveUp}>
                <Trans>Move up</Trans>
              </Menu.Item>
              <Menu.Item disabled={!onMoveDown} onClick={onMoveDown}>
                <Trans>Move down</Trans>
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
