/** Types of documents.mjs. */
import type { Plugin } from 'vite'

export function documentIds(): Plugin
