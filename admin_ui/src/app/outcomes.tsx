/** The screens for what went wrong: an unknown address, an error, no connection. */
import { Button, Group } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { Icon } from "../shared/icons";
import { SessionUnknown } from "../shared/session";
import { Empty } from "../shared/states";
import { useTitle } from "../shared/title";
import classes from "./outcomes.module.css";

/** No screen has this address. */
export function NotFoundScreen() {
  const { t } = useLingui();
  useTitle(t`Page not found`);
  return (
    <main className={classes.screen}>
      <Empty
        action={
          <Button renderRoot={(props) => <Link to="/" {...props} />}>
            <Trans>To the home page</Trans>
          </Button>
        }
        heading={1}
        icon="search"
        title={t`This page does not exist`}
      >
        <Trans>The address may be mistyped, or what was here has been deleted.</Trans>
      </Empty>
    </main>
  );
}

/** A screen failed. Says so, keeps the address, and offers to begin again. */
export function ErrorScreen({ error }: { error: unknown }) {
  const { t } = useLingui();
  const isOffline = error instanceof SessionUnknown;
  return (
    <main className={classes.screen}>
      <Empty
        action={
          <Group gap="xs" justify="center">
            <Button leftSection={<Icon name="refresh" size={16} />} onClick={() => window.location.reload()}>
              <Trans>Try again</Trans>
            </Button>
            <Button component="a" href="/" variant="default">
              <Trans>To the home page</Trans>
            </Button>
          </Group>
        }
        heading={1}
        icon={isOffline ? "wifiOff" : "alert"}
        title={isOffline ? t`No connection to the server` : t`This page could not be shown`}
      >
        {isOffline ? (
          <Trans>Please check your connection to the internet. Your data are safe.</Trans>
        ) : (
          <Trans>The error is on our side. Loading the page again usually helps.</Trans>
        )}
      </Empty>
    </main>
  );
}

function watchConnection(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** A line at the top while the device has no network. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(watchConnection, () => navigator.onLine);
  return (
    <div aria-live="polite">
      {!isOnline && (
        <div className={classes.offline}>
          <Icon name="wifiOff" size={16} />
          <Trans>You are offline. You see what was last read; changes need a connection.</Trans>
        </div>
      )}
    </div>
  );
}
