/** Builds DOM nodes; text always becomes a text node, never markup. */

/** What an element may be given as child; everything falsy is left out. */
export type Child = Node | string | null | undefined | false | 0

/** Attributes by name; falsy ones are left out, a function under `onclick` and the like listens. */
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>

/** An element with attributes, listeners and children. */
export function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes?: Attributes, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const name in attributes) {
    const value = attributes[name]
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener)
    else if (value) element.setAttribute(name, value as string)
  }
  element.append(...present(children))
  return element
}

/** The children that are there. */
export const present = (children: Child[]): (Node | string)[] => children.filter(Boolean) as (Node | string)[]

/** A decorative 24 × 24 icon drawn from one path. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const shape = document.createElementNS(svg.namespaceURI, 'path')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.ariaHidden = 'true'
  shape.setAttribute('d', path)
  svg.append(shape as SVGPathElement)
  return svg
}
