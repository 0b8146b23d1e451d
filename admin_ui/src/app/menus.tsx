/** The menus of the header: language, appearance, account. */
import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Icon, type IconName } from "../shared/icons";
import { currentLanguage, languageNames, languages, showLanguage } from "../shared/language";
import { roleLabels } from "../shared/labels";
import { endVisit, leave, useSession } from "../shared/session";
import classes from "./menus.module.css";

/** Choose the language of the screens; remembered on this device. */
function LanguageMenu() {
  const { t } = useLingui();
  const current = currentLanguage();
  return (
    <Menu position="bottom-end" width={170}>
      <Menu.Target>
        <ActionIcon aria-label={`${current}, ${t`Language: ${languageNames[current]}`}`} w="auto" px={8}>
          <Icon name="globe" size={17} />
          <span className={classes.code}>{current}</span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            aria-current={language === current ? "true" : undefined}
            key={language}
            lang={language.toLowerCase()}
            onClick={() => void showLanguage(language, true)}
            rightSection={language === current ? <Icon name="check" size={15} /> : null}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Choose light, dark or what the device says. */
function AppearanceMenu() {
  const { t } = useLingui();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choices: { value: "light" | "dark" | "auto"; label: string; icon: IconName }[] = [
    { value: "light", label: t`Light`, icon: "sun" },
    { value: "dark", label: t`Dark`, icon: "moon" },
    { value: "auto", label: t`Like the device`, icon: "desktop" },
  ];
  const chosen = choices.find(({ value }) => value === colorScheme);
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon aria-label={t`Appearance`}>
          <Icon name={chosen?.icon ?? "desktop"} size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label, icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon name={icon} size={16} />}
            onClick={() => setColorScheme(value)}
            rightSection={value === colorScheme ? <Icon name="check" size={15} /> : null}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "").join("").toUpperCase();
}

/** Who is signed in, the list of shortcuts, and the way out. */
function AccountMenu({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const { t } = useLingui();
  const { person, member, impersonation } = useSession();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={`${initials(person.name)}, ${t`Account of ${person.name}`}`} radius="xl" variant="transparent">
          <span aria-hidden="true" className={classes.avatar}>
            {initials(person.name)}
          </span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.person}>
          <div className={`${classes.personName} clamp`}>{person.name}</div>
          <div className="clamp">{person.email}</div>
          <div>{impersonation ? t`CarBot operations` : t(roleLabels[member.role])}</div>
        </div>
        <Menu.Divider />
        {!impersonation && (
          <Menu.Item leftSection={<Icon name="user" size={16} />} renderRoot={(props) => <Link to="/account" {...props} />}>
            <Trans>My account</Trans>
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon name="keyboard" size={16} />} onClick={onShowShortcuts}>
          <Trans>Keyboard shortcuts</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="logout" size={16} />} onClick={() => void (impersonation ? endVisit() : leave())}>
          {impersonation ? <Trans>End the visit</Trans> : <Trans>Sign out</Trans>}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** All menus of the header; loaded after the first screen. */
export function HeaderMenus({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  return (
    <>
      <LanguageMenu />
      <AppearanceMenu />
      <AccountMenu onShowShortcuts={onShowShortcuts} />
    </>
  );
}
