/** One's own account: who one is, what proves it at the sign-in, and where one is signed in. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "../../shared/page";
import { EmailPanel } from "./email";
import { LinkedSignInsPanel } from "./linked-sign-ins";
import { PasswordPanel } from "./password";
import { PersonPanel } from "./person";
import { SecondFactorPanel } from "./second-factor";
import { SessionsPanel } from "./sessions";

export function Account() {
  const { t } = useLingui();
  const [switches, setSwitches] = useState(0);
  return (
    <Page title={t`My account`} width="form">
      <PersonPanel />
      <EmailPanel />
      <PasswordPanel />
      <SecondFactorPanel onEnabled={() => setSwitches((count) => count + 1)} />
      <LinkedSignInsPanel />
      <SessionsPanel key={switches} />
    </Page>
  );
}
