/** How the dashboard is built and served while it is being worked on. */
import babel from "@rolldown/plugin-babel";
import { lingui, linguiTransformerBabelPreset } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { sizeBudget } from "./build/budget.ts";
import { trustedDocuments } from "./build/documents.ts";
import { serviceWorker } from "./build/service-worker.ts";

const API = process.env["CARBOT_API"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [
    react(),
    lingui({ failOnMissing: true, failOnCompileError: true }),
    babel({ presets: [linguiTransformerBabelPreset()] }),
    trustedDocuments(),
    serviceWorker(),
    sizeBudget(),
  ],
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every screen needs anyway compresses better in one piece.
        codeSplitting: {
          groups: [{ name: "framework", test: /node_modules\/(react|react-dom|scheduler|@tanstack|@urql|urql|wonka|@lingui)\// }],
        },
      },
    },
  },
  server: { proxy: { "/graphql": { target: API, ws: true }, "/widget.js": API } },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test-setup.ts"],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
