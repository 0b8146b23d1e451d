/** The operations of src/documents.graphql: their printed texts, their ids, and their place in a build. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse, print, visit } from 'graphql'

const SOURCE = new URL('../src/documents.graphql', import.meta.url)

/** The parsed source file. */
export const source = () => parse(readFileSync(SOURCE, 'utf8'))

/** One entry per operation: `name`, `text` with the fragments it uses, and `id`, half the SHA-256 of exactly that text. */
export function documents() {
  const { definitions } = source()
  const fragments = new Map(definitions.filter((each) => each.kind === 'FragmentDefinition').map((each) => [each.name.value, each]))
  const used = (definition, found = new Set()) => {
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value)
        if (found.has(fragment)) return
        found.add(fragment)
        used(fragment, found)
      },
    })
    return found
  }
  return definitions
    .filter((each) => each.kind === 'OperationDefinition')
    .map((operation) => {
      const text = [operation, ...used(operation)].map(print).join('\n\n')
      return { name: operation.name.value, text, id: createHash('sha256').update(text).digest('hex').slice(0, 32) }
    })
}

/** The manifest the API loads: id to text. */
export const manifest = () => Object.fromEntries(documents().map(({ id, text }) => [id, text]))

/** Vite plugin: `import { Name } from './documents.graphql'` gives the id of the operation Name. */
export const documentIds = () => ({
  name: 'document-ids',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('/documents.graphql')) return null
    return documents()
      .map(({ name, id }) => `export const ${name} = ${JSON.stringify(id)}`)
      .join('\n')
  },
})
