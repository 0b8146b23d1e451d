/** What Vite adds to modules. */
declare module '*.css?inline' {
  const css: string
  export default css
}

interface ImportMeta {
  readonly url: string
}
