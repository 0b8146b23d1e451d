/** Tests run in a small DOM, with German as the app's language and document ids as in a build. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { documentIds } from './scripts/documents.mjs'

export default defineConfig({
  plugins: [documentIds()],
  define: { LANGUAGE: JSON.stringify('DE'), LANGUAGE_FILES: '{}' },
  resolve: { alias: { '#language': fileURLToPath(new URL('./src/languages/de.ts', import.meta.url)) } },
  test: { environment: 'happy-dom', include: ['tests/*.test.ts'], silent: 'passed-only' },
})
