/**
 * Writes src/documents.d.graphql.ts, the types of the operations, from the API's schema; --check only compares.
 * Another schema file than ../schema/schema.graphql may be named as last argument.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, typeFromAST, validate } from 'graphql'
import { source } from './documents.mjs'

const TARGET = new URL('../src/documents.d.graphql.ts', import.meta.url)
const isCheck = process.argv.includes('--check')
const named = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
const schemaFile = named ?? new URL('../../schema/schema.graphql', import.meta.url)

if (!existsSync(schemaFile)) {
  console.log('types     no schema file here, kept as they are')
  process.exit(0)
}

const schema = buildSchema(readFileSync(schemaFile, 'utf8'))
const document = source()
const faults = validate(schema, document)
if (faults.length) {
  for (const fault of faults) console.error(String(fault))
  process.exit(1)
}

const NUMBERS = new Set(['Int', 'Float', 'Money'])
const needed = new Map()

/** The TypeScript of a GraphQL type; `leaf` writes its named part. */
function typeOf(type, leaf, optional = ' | null') {
  if (isNonNullType(type)) return typeOf(type.ofType, leaf, '')
  if (isListType(type)) {
    const item = typeOf(type.ofType, leaf)
    return `${item.includes(' ') ? `(${item})` : item}[]${optional}`
  }
  return leaf(type) + optional
}

function leafOf(type) {
  if (isEnumType(type)) {
    needed.set(type.name, `export type ${type.name} = ${type.getValues().map(({ name }) => `'${name}'`).join(' | ')}`)
    return type.name
  }
  if (isInputObjectType(type)) {
    if (!needed.has(type.name)) {
      needed.set(type.name, '')
      const fields = Object.values(type.getFields())
      needed.set(type.name, `export type ${type.name} = {\n${fields.map((field) => `  ${property(field)}\n`).join('')}}`)
    }
    return type.name
  }
  return type.name === 'Boolean' ? 'boolean' : NUMBERS.has(type.name) ? 'number' : 'string'
}

const property = ({ name, type }) => `${name}${isNonNullType(type) ? '' : '?'}: ${typeOf(type, leafOf)}`

function selectionType(selectionSet, parent, indent) {
  const spreads = []
  const fields = []
  for (const selection of selectionSet.selections) {
    if (selection.kind === 'FragmentSpread') spreads.push(selection.name.value)
    else {
      const { type } = parent.getFields()[selection.name.value]
      const leaf = (bare) => (selection.selectionSet ? selectionType(selection.selectionSet, getNamedType(bare), `${indent}  `) : leafOf(bare))
      fields.push(`${indent}  ${(selection.alias ?? selection.name).value}: ${typeOf(type, leaf)}\n`)
    }
  }
  return [...spreads, ...(fields.length ? [`{\n${fields.join('')}${indent}}`] : [])].join(' & ')
}

const roots = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() }
const parts = document.definitions.map((definition) => {
  const name = definition.name.value
  if (definition.kind === 'FragmentDefinition') {
    return `export type ${name} = ${selectionType(definition.selectionSet, schema.getType(definition.typeCondition.name.value), '')}`
  }
  const variables = (definition.variableDefinitions ?? []).map((each) => ({ name: each.variable.name.value, type: typeFromAST(schema, each.type) }))
  return [
    `export type ${name}Result = ${selectionType(definition.selectionSet, roots[definition.operation], '')}`,
    `export type ${name}Variables = {${variables.length ? ` ${variables.map(property).join('; ')} ` : ''}}`,
    `export declare const ${name}: Document<${name}Result, ${name}Variables>`,
  ].join('\n')
})

const text = `/** Types of the operations in documents.graphql, written by \`npm run generate\`. */

/** The id of a document that answers \`Result\` when it is run with \`Variables\`. */
export type Document<Result, Variables> = string & { readonly result?: Result; readonly variables?: Variables }

${[...[...needed].sort().map(([, part]) => part), ...parts].join('\n\n')}
`

if (!isCheck) writeFileSync(TARGET, text)
else if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) {
  console.error('src/documents.d.graphql.ts is out of date: run npm run generate')
  process.exit(1)
}
console.log(`types     ${isCheck ? 'are' : 'brought'} up to date`)
