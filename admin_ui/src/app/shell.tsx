/** The frame around every screen of a signed-in member: navigation, search, language, account. */
import { ActionIcon, UnstyledButton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, Outlet, useLocation, useNavigate, useRouteContext } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { onSessionEnded } from "../shared/client";
import { Icon } from "../shared/icons";
import { Logo } from "../shared/logo";
import { recover, SessionContext } from "../shared/session";
import { type Counts, useLiveUpdates } from "./live-updates";
import { type Destination, destinations } from "./navigation";
import { OfflineNotice } from "./outcomes";
import classes from "./shell.module.css";
import { useShortcuts } from "./shortcuts";

const HeaderMenus = lazy(() => import("./menus").then((module) => ({ default: module.HeaderMenus })));
const Palette = lazy(() => import("./palette").then((module) => ({ default: module.Palette })));
const VisitBanner = lazy(() => import("./visit-banner").then((module) => ({ default: module.VisitBanner })));
const ShortcutList = lazy(() => import("./shortcut-list").then((module) => ({ default: module.ShortcutList })));

const WorkshopSwitcher = lazy(() => import("./switcher").then((module) => ({ default: module.WorkshopSwitcher })));

const MANY = 99;

function Count({ value, label }: { value: number; label: string }) {
  if (value === 0) return null;
  return (
    <span className={classes.count} data-testid="count">
      <span aria-hidden="true">{value > MANY ? `${MANY}+` : value}</span>
      <span className={classes.hidden}>{label}</span>
    </span>
  );
}

function Entry({ destination, counts, onGo }: { destination: Destination; counts: Counts; onGo: () => void }) {
  const { t } = useLingui();
  const { unreadLeads, waitingConversations } = counts;
  return (
    <Link
      activeOptions={{ exact: destination.to === "/" }}
      activeProps={{ "data-active": true }}
      className={classes.entry}
      onClick={onGo}
      to={destination.to}
    >
      <Icon name={destination.icon} size={18} />
      <span className={classes.entryLabel}>{t(destination.label)}</span>
      {destination.to === "/leads" && <Count label={t`${unreadLeads} unread`} value={unreadLeads} />}
      {destination.to === "/conversations" && (
        <Count label={t`${waitingConversations} waiting for a person`} value={waitingConversations} />
      )}
    </Link>
  );
}

function WorkshopName({ name }: { name: string }) {
  return (
    <div className={`${classes.workshop} clamp`} title={name}>
      {name}
    </div>
  );
}

/** The layout route of a signed-in member. */
export function Shell() {
  const { session } = useRouteContext({ from: "/inside" });
  return (
    <SessionContext value={session}>
      <Frame workshopName={session.workshop.name} />
    </SessionContext>
  );
}

function Frame({ workshopName }: { workshopName: string }) {
  const { t } = useLingui();
  const { session } = useRouteContext({ from: "/inside" });
  const navigate = useNavigate();
  const { href, pathname } = useLocation();
  const counts = useLiveUpdates();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isListOpen, setListOpen] = useState(false);
  const allowed = destinations.filter(({ needs }) => !needs || session.permissions.includes(needs));

  useShortcuts({
    palette: () => setPaletteOpen(true),
    list: () => setListOpen(true),
    go: (to) => void navigate({ to }),
  });

  useEffect(
    () =>
      onSessionEnded(() => void recover(session, href)),
    [href, session],
  );

  useEffect(() => setMenuOpen(false), [pathname]);

  const close = () => setMenuOpen(false);
  return (
    <div className={classes.shell} data-menu={isMenuOpen || undefined}>
      <a className={classes.skip} href="#content">
        <Trans>Skip to the content</Trans>
      </a>
      <nav aria-label={t`Main navigation`} className={classes.navbar} id="navigation">
        <div className={classes.brand}>
          <Link className={classes.brandLink} onClick={close} to="/">
            <Logo />
          </Link>
          <ActionIcon aria-label={t`Close navigation`} className={classes.phoneOnly} onClick={close} size={44}>
            <Icon name="x" size={22} />
          </ActionIcon>
        </div>
        <Suspense fallback={<WorkshopName name={workshopName} />}>
          <WorkshopSwitcher>
            <WorkshopName name={workshopName} />
          </WorkshopSwitcher>
        </Suspense>
        <div className={classes.entries}>
          {allowed
            .filter(({ group }) => group === "today")
            .map((destination) => (
              <Entry counts={counts} destination={destination} key={destination.to} onGo={close} />
            ))}
          <div className={classes.group}>
            <Trans>Set up</Trans>
          </div>
          {allowed
            .filter(({ group }) => group === "setup")
            .map((destination) => (
              <Entry counts={counts} destination={destination} key={destination.to} onGo={close} />
            ))}
        </div>
      </nav>

      <section aria-label={t`Search and account`} className={classes.header}>
        <ActionIcon
          aria-controls="navigation"
          aria-expanded={isMenuOpen}
          aria-label={t`Open navigation`}
          className={classes.phoneOnly}
          onClick={() => setMenuOpen(true)}
          size={44}
        >
          <Icon name="menu" size={22} />
        </ActionIcon>
        <UnstyledButton className={classes.search} onClick={() => setPaletteOpen(true)}>
          <Icon name="search" size={16} />
          <span className={classes.searchText}>
            <Trans>Search or go to …</Trans>
          </span>
          <kbd className={classes.key}>⌘K</kbd>
        </UnstyledButton>
        <span className={classes.spacer} />
        <div className={classes.menus}>
          <Suspense>
            <HeaderMenus onShowShortcuts={() => setListOpen(true)} />
          </Suspense>
        </div>
      </section>

      <main className={classes.main} id="content" tabIndex={-1}>
        {session.impersonation && (
          <Suspense>
            <VisitBanner visit={session.impersonation} />
          </Suspense>
        )}
        <OfflineNotice />
        <Outlet />
      </main>

      <Suspense>
        {isPaletteOpen && <Palette destinations={allowed} onClose={() => setPaletteOpen(false)} />}
        {isListOpen && <ShortcutList destinations={allowed} onClose={() => setListOpen(false)} />}
      </Suspense>
    </div>
  );
}
