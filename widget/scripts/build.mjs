/**
 * Builds dist/: widget.js (the loader), one app file per language, the languages by themselves for a change on screen, the framed form, and the manifest of
 * documents. File names but widget.js and frame.html carry a hash of their content. Prints sizes; a size over its budget fails the build.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'
import { documentIds, manifest } from './documents.mjs'

const CODES = ['DE', 'EN', 'TR', 'PL']
const LOADER = 1_500
const APP = 10_000
const TOGETHER = 11_000
/** The form for an enquiry in all languages, fetched when it is opened. */
const FORM = 3_000

const began = Date.now()
const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const dist = path('dist')

/**
 * Writes one entry with everything it imports at once, and the files it imports later, under names that change with their content. Gives the entry's name and
 * code. `define` replaces names by values.
 */
async function bundle(entry, name, define = {}, language = 'de', format = 'es') {
  const { output } = await build({
    configFile: false,
    logLevel: 'warn',
    root: path('.'),
    plugins: [documentIds()],
    define: Object.fromEntries(Object.entries(define).map(([each, value]) => [each, JSON.stringify(value)])),
    resolve: { alias: { '#language': path(`src/languages/${language}.ts`) } },
    build: {
      write: false,
      target: 'es2022',
      cssTarget: 'chrome123',
      modulePreload: false,
      lib: { entry: path(`src/${entry}`), formats: [format], name: 'carbot' },
      rolldownOptions: {
        // What the entry and a later file share stays in the entry: one request less.
        preserveEntrySignatures: 'allow-extension',
        output: { minify: true, entryFileNames: `${name}.js`, chunkFileNames: `[name]-${language}-[hash].js`, hashCharacters: 'hex' },
      },
    },
  }).then((built) => (Array.isArray(built) ? built[0] : built))
  for (const { fileName, code } of output) writeFileSync(`${dist}/${fileName}`, code)
  const { fileName, code } = output.find(({ isEntry }) => isEntry)
  return { fileName, code, later: output.filter(({ isEntry }) => !isEntry) }
}

const size = (text) => brotliCompressSync(text).length

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist)

const languageFiles = {}
const appFiles = {}
const appSizes = {}
let formSize = 0
for (const code of CODES) {
  const name = code.toLowerCase()
  languageFiles[code] = './' + (await bundle(`languages/${name}.ts`, `lang-${name}-[hash]`)).fileName
}
for (const code of CODES) {
  const name = code.toLowerCase()
  const app = await bundle('app.ts', `app-${name}-[hash]`, { LANGUAGE: code, LANGUAGE_FILES: languageFiles }, name)
  appFiles[code] = app.fileName
  appSizes[code] = size(app.code)
  formSize = Math.max(formSize, ...app.later.map((chunk) => size(chunk.code)))
}
const frameHost = await bundle('frame-host.ts', 'frame-host-[hash]')
const frame = await bundle('frame.ts', 'frame-[hash]', { APP_FILES: appFiles })
const loader = await bundle('loader.ts', 'widget', { APP_FILES: appFiles, FRAME_FILE: frameHost.fileName }, 'de', 'iife')
writeFileSync(`${dist}/frame.html`, readFileSync(path('src/frame.html'), 'utf8').replace('%FRAME%', frame.fileName))
writeFileSync(`${dist}/documents.json`, JSON.stringify(manifest(), null, 2) + '\n')

const loaderSize = size(loader.code)
const largestApp = Math.max(...Object.values(appSizes))
const sizes = [
  ['loader', loaderSize, LOADER],
  ...CODES.map((code) => [`app ${code.toLowerCase()}`, appSizes[code], APP]),
  ['together', loaderSize + largestApp, TOGETHER],
  ['form', formSize, FORM],
]
for (const [name, bytes, budget] of sizes) console.log(`${name.padEnd(10)}${String(bytes).padStart(6)} of ${String(budget).padStart(6)} bytes brotli${bytes > budget ? '  TOO LARGE' : ''}`)
console.log(`built in ${((Date.now() - began) / 1000).toFixed(1)} s`)
if (sizes.some(([, bytes, budget]) => bytes > budget)) process.exit(1)
