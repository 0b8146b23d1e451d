/** Showing a component the way the dashboard does: with its theme, language and client. */
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { MantineProvider } from "@mantine/core";
import { render } from "@testing-library/react";
import { default as axe } from "axe-core";
import type { ReactNode } from "react";
import { type Client, Provider } from "urql";
import { cssVariables, theme } from "../app/theme";

export function show(children: ReactNode, client: Client) {
  return render(
    <I18nProvider i18n={i18n}>
      <MantineProvider cssVariablesResolver={cssVariables} env="test" theme={theme}>
        <Provider value={client}>{children}</Provider>
      </MantineProvider>
    </I18nProvider>,
  );
}

/** The names of the accessibility rules that what is shown breaks. Colours need a browser and are checked there. */
export async function brokenRules(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return violations.map(({ id }) => id);
}
