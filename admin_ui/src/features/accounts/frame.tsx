/** The frame of the screens before sign-in: the product beside the form. */
import { Trans, useLingui } from "@lingui/react/macro";
import { NativeSelect } from "@mantine/core";
import { Outlet } from "@tanstack/react-router";
import { Icon, type IconName } from "../../shared/icons";
import { currentLanguage, languageNames, languages, showLanguage } from "../../shared/language";
import type { Language } from "../../shared/graphql";
import { Logo } from "../../shared/logo";
import classes from "./frame.module.css";

function Benefit({ icon, children }: { icon: IconName; children: string }) {
  return (
    <li className={classes.promise}>
      <span className={classes.promiseIcon}>
        <Icon name={icon} size={17} />
      </span>
      {children}
    </li>
  );
}

/** On plain http a session would travel readable; only a browser's own machine is safe without TLS. */
function isInsecure(): boolean {
  return window.location.protocol === "http:" && !window.isSecureContext;
}

export function AccountFrame() {
  const { t } = useLingui();
  return (
    <div className={classes.frame}>
      <aside className={classes.side}>
        <Logo withTagline />
        <div>
          <p className={classes.claim}>
            <Trans>CarBot answers your customers while you have your hands under a bonnet.</Trans>
          </p>
          <ul className={classes.promises}>
            <Benefit icon="messages">{t`Answers at once, in four languages`}</Benefit>
            <Benefit icon="wrench">{t`Knows your services, prices and opening hours`}</Benefit>
            <Benefit icon="inbox">{t`Leads with consent, straight to your inbox`}</Benefit>
          </ul>
        </div>
        <CarDrawing />
      </aside>
      <main className={classes.main}>
        <div className={classes.top}>
          <span className={classes.topLogo}>
            <Logo />
          </span>
          <NativeSelect
            aria-label={t`Language`}
            data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
            onChange={(event) => void showLanguage(event.currentTarget.value as Language, true)}
            size="xs"
            value={currentLanguage()}
          />
        </div>
        <div className={classes.content}>
          {isInsecure() && (
            <div className={classes.insecure} role="alert">
              <Icon name="alert" size={18} />
              <span>
                <Trans>
                  This address is not encrypted. Please open the dashboard with https://, otherwise you cannot sign in.
                </Trans>
              </span>
            </div>
          )}
          <Outlet />
        </div>
        <footer className={classes.footer}>
          <a href="/legal/terms">
            <Trans>Terms</Trans>
          </a>
          <a href="/legal/processing">
            <Trans>Data processing</Trans>
          </a>
        </footer>
      </main>
    </div>
  );
}

function CarDrawing() {
  return (
    <svg aria-hidden="true" className={classes.drawing} fill="none" viewBox="0 0 420 150">
      <path
        d="M22 112c-6 0-10-4-10-10V88c0-12 8-22 20-24l38-7 40-34c7-6 16-9 25-9h86c11 0 21 5 28 13l31 36 52 10c17 3 29 17 29 34v5c0 6-4 10-10 10"
        stroke="currentColor"
        strokeLinecap="round"
        strokeWidth="3"
      />
      <path d="M96 58h170l-24-28c-4-5-10-7-16-7h-92c-6 0-11 2-15 6Z M178 23v35 M128 112h152" stroke="currentColor" strokeLinejoin="round" strokeWidth="3" />
      <circle cx="78" cy="112" r="27" stroke="currentColor" strokeWidth="3" />
      <circle cx="78" cy="112" r="10" stroke="currentColor" strokeWidth="3" />
      <circle cx="312" cy="112" r="27" stroke="currentColor" strokeWidth="3" />
      <circle cx="312" cy="112" r="10" stroke="currentColor" strokeWidth="3" />
      <path d="M2 141h416" stroke="currentColor" strokeDasharray="2 10" strokeLinecap="round" strokeWidth="3" />
    </svg>
  );
}
