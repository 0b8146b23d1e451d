/** Blocked visitors: who can no longer chat here, and letting them in again. */
import { Anchor, Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { useFormats } from "../../shared/formats";
import { Page, Panel } from "../../shared/page";
import { usePermission } from "../../shared/session";
import { Empty, PanelsLoading, Problems, ReadProblem } from "../../shared/states";
import { useSubmit } from "../../shared/submit";
import { tell } from "../../shared/toasts";
import { VisitorBlocksQuery, VisitorUnblockMutation } from "./documents";
import classes from "./list.module.css";

const PAGE = 25;

export function BlockList() {
  const { t } = useLingui();
  const formats = useFormats();
  const canWrite = usePermission("CONVERSATIONS_WRITE");
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const [{ data, error }, read] = useQuery({
    query: VisitorBlocksQuery,
    variables: { first: PAGE, after: cursors.at(-1) ?? null },
  });
  const unblocking = useSubmit(VisitorUnblockMutation);
  const readAgain = () => read({ requestPolicy: "network-only" });
  const blocks = data?.visitorBlocks;

  async function unblock(id: string): Promise<void> {
    if (!(await unblocking.send({ id }))) return;
    tell(t`The visitor can chat again.`);
    readAgain();
  }

  return (
    <Page
      description={<Trans>They can no longer chat with you and are politely asked to call.</Trans>}
      title={t`Blocked visitors`}
      width="form"
    >
      <Problems problems={unblocking.problems} />
      {error && !data && <ReadProblem error={error} retry={readAgain} />}
      {!data && !error && <PanelsLoading heights={[220]} />}
      {blocks && (
        <Panel isFlush>
          {blocks.totalCount === 0 && (
            <Empty icon="user" title={t`Nobody is blocked`}>
              <Trans>You block a visitor on the screen of the conversation.</Trans>
            </Empty>
          )}
          <ul className={classes.list}>
            {blocks.edges.map(({ node: { id, createdAt, memberName, conversation } }) => {
              const preview = conversation?.preview ?? t`Conversation`;
              return (
                <li className={classes.row} key={id}>
                  <div className={classes.who}>
                    <div className="clamp">
                      {conversation ? (
                        <Anchor
                          renderRoot={(props) => <Link params={{ id: conversation.id }} to="/conversations/$id" {...props} />}
                        >
                          {preview}
                        </Anchor>
                      ) : (
                        t`The conversation was deleted.`
                      )}
                    </div>
                    <div className={`${classes.quiet} clamp`}>
                      {[formats.dateTime(createdAt), memberName].filter(Boolean).join(" · ")}
                    </div>
                  </div>
                  {canWrite && (
                    <Button loading={unblocking.isRunning} onClick={() => void unblock(id)} size="xs" variant="default">
                      <Trans>Let in again</Trans>
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        </Panel>
      )}
      {blocks?.pageInfo.hasNextPage && (
        <Button onClick={() => setCursors([...cursors, blocks.pageInfo.endCursor ?? null])} variant="default">
          <Trans>Next page</Trans>
        </Button>
      )}
    </Page>
  );
}
