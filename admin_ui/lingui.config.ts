/** The languages of the screens and where their catalogs live; English is the language of the code. */
import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  locales: ["de", "en", "tr", "pl"],
  catalogs: [
    {
      path: "<rootDir>/src/locales/{locale}",
      include: ["<rootDir>/src"],
      exclude: ["**/*.test.*", "<rootDir>/src/features/operator/**"],
    },
    // Workshops do not load the words of those who run the platform.
    { path: "<rootDir>/src/locales/operator/{locale}", include: ["<rootDir>/src/features/operator"] },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
});
