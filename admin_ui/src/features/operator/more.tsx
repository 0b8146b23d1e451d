/** The button below a page of a list that asks for the next one. */
import { Button } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import classes from "./area.module.css";

export function More({ onMore }: { onMore: () => void }) {
  return (
    <div className={classes.more}>
      <Button onClick={onMore} variant="default">
        <Trans>Show more</Trans>
      </Button>
    </div>
  );
}
