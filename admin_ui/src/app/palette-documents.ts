/** What the command palette searches. */
import { graphql } from "../shared/graphql";

export const PaletteQuery = graphql(`
  query Palette($text: String!) {
    leads(filter: { text: $text }, first: 5) {
      edges { node { id wish contactDetails { name } } }
    }
  }
`);
