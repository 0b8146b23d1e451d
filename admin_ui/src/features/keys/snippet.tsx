/** The one line a workshop puts on its website. */
import { Trans, useLingui } from "@lingui/react/macro";
import { CopyButton } from "../../shared/copy";
import classes from "./keys.module.css";

const CLOSING_TAG = "</body>";

/** The script tag for a client key, loading the widget from the address of this dashboard. */
export function snippetOf(key: string, origin: string): string {
  return `<script src="${origin}/widget.js" data-client-key="${key}" async></script>`;
}

export function Snippet({ clientKey }: { clientKey: string }) {
  const { t } = useLingui();
  const snippet = snippetOf(clientKey, window.location.origin);
  return (
    <div className={classes.snippet}>
      <pre aria-label={t`Code for your website`} className={classes.code} tabIndex={0}>
        <code>{snippet}</code>
      </pre>
      <div className={classes.snippetFoot}>
        <span className={classes.quiet}>
          <Trans>
            Put this line before <code>{CLOSING_TAG}</code> on every page. Your web designer knows where.
          </Trans>
        </span>
        <CopyButton label={t`Copy code`} text={snippet} />
      </div>
    </div>
  );
}
