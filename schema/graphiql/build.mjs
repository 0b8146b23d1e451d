// Gathers GraphiQL's own bundles into dist, so that the page asks no foreign host.
import { cpSync, mkdirSync, rmSync } from 'node:fs'

const FILES = [
  'node_modules/react/umd/react.production.min.js',
  'node_modules/react-dom/umd/react-dom.production.min.js',
  'node_modules/graphiql/graphiql.min.js',
  'node_modules/graphiql/graphiql.min.css',
  'index.html',
  'start.js',
  'page.css',
]

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist')
for (const file of FILES) cpSync(file, `dist/${file.split('/').pop()}`)
