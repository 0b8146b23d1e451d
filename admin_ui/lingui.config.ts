/** The languages of the screens and where their catalogs live; English is the language of the code. */
import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

// The first screen and the leads have their words at hand; the others bring theirs along.
const settings = ["account", "accounts", "audit", "blocks", "conversations", "hours", "integrations", "keys", "knowledge", "leads/wishes", "services", "team", "vehicles", "widget", "workshop"];
// Fields for files are on those screens only.
const files = "<rootDir>/src/shared/files";
const folders = (features: readonly string[]) => features.map((feature) => `<rootDir>/src/features/${feature}`);

export default defineConfig({
  sourceLocale: "en",
  locales: ["de", "en", "tr", "pl"],
  catalogs: [
    {
      path: "<rootDir>/src/locales/{locale}",
      include: ["<rootDir>/src"],
      exclude: ["**/*.test.*", ...[...folders(["operator", ...settings]), files].map((folder) => `${folder}/**`)],
    },
    { path: "<rootDir>/src/locales/settings/{locale}", include: [...folders(settings), files], exclude: ["**/*.test.*"] },
    // Workshops do not load the words of those who run the platform.
    { path: "<rootDir>/src/locales/operator/{locale}", include: folders(["operator"]) },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
});
