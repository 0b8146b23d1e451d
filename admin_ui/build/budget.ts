/**
 * The size budget of the dashboard: the build prints what each route makes a browser load and fails above the limits.
 *
 * Sizes are gzip bytes of JavaScript. The initial route is what `/` needs on a first visit: the shell, the home screen
 * and one language. Every other screen counts what opening it adds to a dashboard that stands: to the shell and the
 * parts of the frame (header menus, toasts) that are loaded after the first screen and have a row of their own.
 */
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const INITIAL_LIMIT = 170_000;
const ROUTE_LIMIT = 40_000;
const INITIAL_SCREENS = ["features/home/", "locales/de"];
const FRAME_PARTS = ["app/menus", "app/toasts"];

interface Chunk {
  name: string;
  code: string;
  imports: string[];
  isEntry: boolean;
  screen: string | null;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(6)} kB`;
}

/** Print the gzip size of every screen; end the build with an error when one is over its limit. */
export function sizeBudget(): Plugin {
  const chunks = new Map<string, Chunk>();

  function closure(names: Iterable<string>, without: ReadonlySet<string> = new Set()): Set<string> {
    const found = new Set<string>();
    const queue = [...names];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      const chunk = chunks.get(name);
      if (!chunk || found.has(name) || without.has(name)) continue;
      found.add(name);
      queue.push(...chunk.imports);
    }
    return found;
  }

  function size(names: Iterable<string>): number {
    return [...names].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? "").length, 0);
  }

  return {
    name: "size-budget",
    apply: "build",
    writeBundle(_options, bundle) {
      chunks.clear();
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        const { fileName, code, imports, isEntry, isDynamicEntry, facadeModuleId } = file;
        const screen = isDynamicEntry && facadeModuleId ? (facadeModuleId.split("/src/")[1] ?? null) : null;
        chunks.set(fileName, { name: fileName, code, imports, isEntry, screen });
      }
      const all = [...chunks.values()];
      const entries = all.filter((chunk) => chunk.isEntry);
      const shell = closure(entries.map((chunk) => chunk.name));
      const named = (parts: readonly string[]) =>
        all.filter((chunk) => parts.some((part) => chunk.screen?.startsWith(part))).map((chunk) => chunk.name);
      const first = named(INITIAL_SCREENS);
      const initial = closure([...shell, ...first]);
      const frame = closure([...initial, ...named(FRAME_PARTS)]);

      const rows = [{ label: "initial route", bytes: size(initial), limit: INITIAL_LIMIT }];
      for (const chunk of all) {
        if (chunk.screen === null || first.includes(chunk.name)) continue;
        const known = frame.has(chunk.name) ? initial : frame;
        rows.push({ label: chunk.screen, bytes: size(closure([chunk.name], known)), limit: ROUTE_LIMIT });
      }
      rows.sort((a, b) => b.bytes - a.bytes);
      console.info("\nJavaScript per route (gzip, limit):");
      for (const row of rows) console.info(`  ${kilobytes(row.bytes)} of ${kilobytes(row.limit)}  ${row.label}`);
      const over = rows.filter((row) => row.bytes > row.limit);
      if (over.length > 0) this.error(`Over the size budget: ${over.map((row) => row.label).join(", ")}`);
    },
  };
}
