/** Writes `sw.js`: the service worker with the names of the files this build made. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** What a start without network needs: scripts, styles, the fonts of our four languages, the sign. */
const KEPT = /^assets\/.*\.(js|css|woff2)$/;
const SIGN = "/favicon.svg";

export function serviceWorker(): Plugin {
  let root = "";
  return {
    name: "service-worker",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const files = [SIGN, ...Object.keys(bundle).filter((name) => KEPT.test(name)).map((name) => `/${name}`)].sort();
        const worker = readFileSync(`${root}/build/worker.js`, "utf8");
        const version = createHash("sha256").update(worker).update(files.join("\n")).digest("hex").slice(0, 16);
        const constants = `const VERSION = "carbot-${version}";\nconst FILES = ${JSON.stringify(files)};\n`;
        this.emitFile({ type: "asset", fileName: "sw.js", source: constants + worker });
      },
    },
  };
}
