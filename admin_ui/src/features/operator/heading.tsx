/** The heading of a screen before an operator is signed in. */
import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTitle } from "../../shared/title";

export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  useTitle(title);
  return (
    <div style={{ marginBottom: 22 }}>
      <Title order={1}>{title}</Title>
      <Text c="dimmed" mt={4}>
        {children}
      </Text>
    </div>
  );
}
