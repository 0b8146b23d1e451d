/** The workshop's services and the library of suggested ones. */
import { graphql } from "../../shared/graphql";

export const ServicesQuery = graphql(`
  query Services($filter: ServiceFilter, $first: Int!, $after: String) {
    services(filter: $filter, orderBy: CATEGORY, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          name
          description
          category { id name }
          priceKind
          priceMin
          priceMax
          durationMinMinutes
          durationMaxMinutes
          isActive
        }
      }
    }
  }
`);

export const ServiceCategoriesQuery = graphql(`
  query ServiceCategories {
    serviceCategories { id name position serviceCount }
  }
`);

export const ServiceCreateMutation = graphql(`
  mutation ServiceCreate($input: ServiceCreateInput!) {
    serviceCreate(input: $input) {
      service { id }
      errors { code message path }
    }
  }
`);

export const ServiceUpdateMutation = graphql(`
  mutation ServiceUpdate($id: ID!, $input: ServiceUpdateInput!) {
    serviceUpdate(id: $id, input: $input) {
      service { id name isActive }
      errors { code message path }
    }
  }
`);

export const ServiceDeleteMutation = graphql(`
  mutation ServiceDelete($id: ID!) {
    serviceDelete(id: $id) { deletedId errors { code message path } }
  }
`);

export const LibraryCategoriesQuery = graphql(`
  query LibraryCategories {
    libraryCategories { id code nameDe nameEn position }
  }
`);

export const LibraryServicesQuery = graphql(`
  query LibraryServices($filter: LibraryServiceFilter, $first: Int!, $after: String) {
    libraryServices(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          name
          category { id }
          priceKind
          priceMin
          priceMax
          durationMinMinutes
          durationMaxMinutes
          isAdopted
        }
      }
    }
  }
`);

export const ServiceAdoptMutation = graphql(`
  mutation ServiceAdopt($input: ServiceAdoptInput!) {
    serviceAdopt(input: $input) {
      services { id }
      errors { code message path }
    }
  }
`);
