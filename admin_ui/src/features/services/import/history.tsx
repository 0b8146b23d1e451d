/** The imports so far, and taking one back. */
import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { Confirm } from "../../../shared/confirm";
import { useFormats } from "../../../shared/formats";
import { Icon } from "../../../shared/icons";
import { Panel } from "../../../shared/page";
import { useSubmit } from "../../../shared/submit";
import { tell } from "../../../shared/toasts";
import { CatalogueImportsQuery, CatalogueImportUndoMutation } from "./documents";
import classes from "./import.module.css";
import { statusLabels } from "./labels";

/** Ask before an import is undone; tells what stayed. */
export function UndoButton({ id, onDone, size }: { id: string; onDone: () => void; size: "sm" | "compact-sm" }) {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  const undoing = useSubmit(CatalogueImportUndoMutation);

  async function undo(): Promise<void> {
    const payload = await undoing.send({ id });
    if (!payload) return;
    setAsking(false);
    const kept = payload.catalogueImport?.keptCount ?? 0;
    tell(kept ? t`The import was undone. ${kept} services that were changed since stay as they are.` : t`The import was undone.`);
    onDone();
  }

  return (
    <>
      <Button leftSection={<Icon name="undo" size={15} />} onClick={() => setAsking(true)} size={size} variant="default">
        <Trans>Undo</Trans>
      </Button>
      <Confirm
        action={t`Undo import`}
        isOpen={isAsking}
        isRunning={undoing.isRunning}
        onClose={() => setAsking(false)}
        onConfirm={() => void undo()}
        problems={undoing.problems}
        title={t`Undo this import?`}
      >
        <Trans>New services are removed and changed ones get their former values. What was changed since stays.</Trans>
      </Confirm>
    </>
  );
}

export function History() {
  const { t } = useLingui();
  const formats = useFormats();
  const [{ data }, read] = useQuery({ query: CatalogueImportsQuery, requestPolicy: "cache-and-network" });
  const [openedAt] = useState(() => Date.now());
  const imports = data?.catalogueImports?.edges.map(({ node }) => node) ?? [];
  if (imports.length === 0) return null;
  return (
    <Panel isFlush title={t`Imports so far`}>
      <ul className={classes.history}>
        {imports.map(({ id, fileName, memberName, createdAt, status, undoUntil }) => (
          <li key={id}>
            <div className={classes.head}>
              <Link className={classes.open} search={{ id }} to="/services/import">
                {fileName}
              </Link>
              <div className={classes.quiet}>
                {[formats.dateTime(createdAt), memberName, t(statusLabels[status])].filter(Boolean).join(" · ")}
              </div>
            </div>
            {status === "DONE" && undoUntil && Date.parse(undoUntil) > openedAt && (
              <UndoButton id={id} onDone={() => read({ requestPolicy: "network-only" })} size="compact-sm" />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
