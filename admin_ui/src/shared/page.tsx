/** The frame of a screen: its title, its actions, its panels. */
import { Anchor, Group, Paper, type PaperProps, Text, Title } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Icon } from "./icons";
import classes from "./page.module.css";
import { useTitle } from "./title";

interface PageProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** A way back to the list this screen was opened from. */
  back?: { to: LinkProps["to"]; search?: LinkProps["search"]; label: string };
  /** Narrow screens are for forms, wide ones for tables. */
  width?: "form" | "wide";
  children: ReactNode;
}

/** A screen with its heading; names the tab as well. */
export function Page({ title, description, actions, back, width = "wide", children }: PageProps) {
  useTitle(title);
  return (
    <div className={classes.page} data-width={width}>
      {back && (
        <Anchor className={classes.back} renderRoot={(props) => <Link search={back.search} to={back.to} {...props} />}>
          <Icon name="arrowLeft" size={15} /> {back.label}
        </Anchor>
      )}
      <Group align="flex-start" className={classes.header} justify="space-between" wrap="wrap">
        <div className={classes.heading}>
          <Title order={1}>{title}</Title>
          {description && (
            <Text c="dimmed" mt={2}>
              {description}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  );
}

interface PanelProps extends PaperProps {
  title?: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  /** Without padding, for tables that reach the edges. */
  isFlush?: boolean;
  children?: ReactNode;
}

/** A bordered surface with a heading of its own. */
export function Panel({ title, description, action, isFlush = false, children, ...rest }: PanelProps) {
  return (
    <Paper className={classes.panel} component="section" {...rest}>
      {(title || action) && (
        <div className={classes.panelHeader}>
          <div>
            <Title order={2}>{title}</Title>
            {description && (
              <Text c="dimmed" size="sm">
                {description}
              </Text>
            )}
          </div>
          {action}
        </div>
      )}
      <div className={isFlush ? undefined : classes.panelBody}>{children}</div>
    </Paper>
  );
}
