/** One's own account: who one is, the address, the password, and where one is signed in. */
import { useLingui } from "@lingui/react/macro";
import { Page } from "../../shared/page";
import { EmailPanel } from "./email";
import { PasswordPanel } from "./password";
import { PersonPanel } from "./person";
import { SessionsPanel } from "./sessions";

export function Account() {
  const { t } = useLingui();
  return (
    <Page title={t`My account`} width="form">
      <PersonPanel />
      <EmailPanel />
      <PasswordPanel />
      <SessionsPanel />
    </Page>
  );
}
