/** What every screen needs: the theme, the languages, the client, the routes. */
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Provider as ClientProvider } from "urql";
import { client } from "../shared/client";
import { router } from "./router";
import { cssVariables, theme } from "./theme";

const Toasts = lazy(() => import("./toasts").then((module) => ({ default: module.Toasts })));

const colorSchemes = localStorageColorSchemeManager({ key: "carbot.color-scheme" });

export function Providers() {
  return (
    <I18nProvider i18n={i18n}>
      <MantineProvider
        colorSchemeManager={colorSchemes}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        theme={theme}
      >
        <ClientProvider value={client}>
          <RouterProvider router={router} />
          <Suspense>
            <Toasts />
          </Suspense>
        </ClientProvider>
      </MantineProvider>
    </I18nProvider>
  );
}
