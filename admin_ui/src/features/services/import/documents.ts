/** Files of services on their way into the catalogue. */
import { graphql } from "../../../shared/graphql";

export const CatalogueImportsQuery = graphql(`
  query CatalogueImports {
    catalogueImports(first: 10) {
      edges {
        node {
          id
          fileName
          memberName
          createdAt
          status
          createCount
          updateCount
          undoUntil
          keptCount
        }
      }
    }
  }
`);

export const CatalogueImportQuery = graphql(`
  query CatalogueImport($id: ID!) {
    catalogueImport(id: $id) {
      id
      fileName
      status
      progress
      onDuplicate
      columns { position head sample field }
      rowCount
      createCount
      updateCount
      skipCount
      faultyCount
      keptCount
      undoUntil
    }
    catalogueImportReport(id: $id) {
      failure
      rows {
        number
        action
        category
        name
        priceKind
        priceMin
        priceMax
        durationMinMinutes
        durationMaxMinutes
        synonyms
        isShownInChat
        isShownOnPages
      }
      faults { row column found code message }
    }
  }
`);

export const CatalogueImportChangedSubscription = graphql(`
  subscription CatalogueImportChanged($id: ID!) {
    catalogueImportChanged(id: $id) { id status progress }
  }
`);

export const CatalogueImportCreateMutation = graphql(`
  mutation CatalogueImportCreate($uploadId: ID!) {
    catalogueImportCreate(uploadId: $uploadId) { catalogueImport { id } errors { code message path } }
  }
`);

export const CatalogueImportUpdateMutation = graphql(`
  mutation CatalogueImportUpdate($id: ID!, $input: CatalogueImportUpdateInput!) {
    catalogueImportUpdate(id: $id, input: $input) { catalogueImport { id status } errors { code message path } }
  }
`);

export const CatalogueImportApplyMutation = graphql(`
  mutation CatalogueImportApply($id: ID!, $withoutFaulty: Boolean!) {
    catalogueImportApply(id: $id, withoutFaulty: $withoutFaulty) {
      catalogueImport { id status progress }
      errors { code message path }
    }
  }
`);

export const CatalogueImportUndoMutation = graphql(`
  mutation CatalogueImportUndo($id: ID!) {
    catalogueImportUndo(id: $id) { catalogueImport { id status keptCount } errors { code message path } }
  }
`);
