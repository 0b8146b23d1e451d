/**
 * The manifest of trusted documents.
 *
 * Every operation of `src/**\/documents.ts` and `src/shared/*.ts` is printed the way the client would send it. The build
 * writes `documents.json` ({id: text}, the id is the SHA-256 of the text), and `virtual:documents` tells the client the
 * id of each operation's name, so that a built client never sends text.
 */
import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { formatDocument } from "@urql/core";
import { type DocumentNode, Kind, print } from "graphql";
import { type Plugin, runnerImport } from "vite";

const VIRTUAL = "virtual:documents";
const RESOLVED = `\0${VIRTUAL}`;

interface Manifest {
  /** Document id to document text. */
  texts: Record<string, string>;
  /** Operation name to document id. */
  ids: Record<string, string>;
}

function isDocument(value: unknown): value is DocumentNode {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === Kind.DOCUMENT;
}

/** The name of the document's one operation, or null for a document of fragments only. */
function operationName(document: DocumentNode): string | null {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operations.length === 0) return null;
  const name = operations[0]?.name?.value;
  if (operations.length > 1 || !name) throw new Error(`A document needs exactly one named operation: ${print(document)}`);
  return name;
}

/** Read all documents below `root`; fails when two operations share a name. */
async function readManifest(root: string): Promise<Manifest> {
  const manifest: Manifest = { texts: {}, ids: {} };
  for (const file of globSync("src/**/*documents.ts", { cwd: root }).sort()) {
    const { module } = await runnerImport<Record<string, unknown>>(`${root}/${file}`, {
      root,
      configFile: false,
      logLevel: "warn",
    });
    for (const document of Object.values(module).filter(isDocument)) {
      const name = operationName(document);
      if (name === null) continue;
      const text = print(formatDocument(document));
      const id = createHash("sha256").update(text).digest("hex");
      if (manifest.ids[name] && manifest.ids[name] !== id) throw new Error(`Two operations are named ${name}.`);
      manifest.ids[name] = id;
      manifest.texts[id] = text;
    }
  }
  return manifest;
}

/** Offer `virtual:documents` and write `documents.json` beside the built page. */
export function trustedDocuments(): Plugin {
  let root = "";
  let reading: Promise<Manifest> | undefined;
  const manifest = () => (reading ??= readManifest(root));
  return {
    name: "trusted-documents",
    configResolved(config) {
      root = config.root;
    },
    resolveId(id) {
      return id === VIRTUAL ? RESOLVED : null;
    },
    async load(id) {
      if (id !== RESOLVED) return null;
      return `export const documentIds = ${JSON.stringify((await manifest()).ids)};`;
    },
    async generateBundle() {
      const source = `${JSON.stringify((await manifest()).texts, null, 1)}\n`;
      this.emitFile({ type: "asset", fileName: "documents.json", source });
    },
  };
}
