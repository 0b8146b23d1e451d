/** The workshop one is in and, for whoever works in several, the way into another. */
import { Menu, UnstyledButton } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useQuery } from "urql";
import { Icon } from "../shared/icons";
import { roleLabels } from "../shared/labels";
import { enter, useSession } from "../shared/session";
import { useSubmit } from "../shared/submit";
import { tell } from "../shared/toasts";
import { WorkshopsQuery, WorkshopSwitchMutation } from "./documents";
import classes from "./switcher.module.css";

/** `children` is shown alone where there is nothing to choose. */
export function WorkshopSwitcher({ children }: { children: ReactNode }) {
  const { t } = useLingui();
  const { workshop } = useSession();
  const { name: here } = workshop;
  const [{ data }] = useQuery({ query: WorkshopsQuery });
  const { send, isRunning } = useSubmit(WorkshopSwitchMutation);
  const workshops = data?.viewer.workshops ?? [];
  if (workshops.length < 2) return children;

  async function go(id: string): Promise<void> {
    if (id === workshop.id) return;
    if (await send({ id })) enter("/");
    else tell(t`The workshop could not be changed. Please reload the page.`);
  }

  return (
    <Menu position="bottom-start" width="target">
      <Menu.Target>
        <UnstyledButton
          aria-label={t`Workshop: ${here}. Change it`}
          className={classes.button}
          disabled={isRunning}
          title={here}
        >
          <span className="clamp">{here}</span>
          <Icon name="chevronDown" size={15} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {workshops.map(({ id, name, role }) => (
          <Menu.Item
            aria-current={id === workshop.id ? "true" : undefined}
            key={id}
            onClick={() => void go(id)}
            rightSection={id === workshop.id ? <Icon name="check" size={15} /> : null}
          >
            <span className={classes.name}>{name}</span>
            <span className={classes.role}>{t(roleLabels[role])}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
