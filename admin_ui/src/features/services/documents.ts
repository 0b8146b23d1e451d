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
          descriptions { language text }
          image { id url }
          synonyms
          category { id name }
          priceKind
          priceMin
          priceMax
          durationMinMinutes
          durationMaxMinutes
          isActive
          isShownInChat
          isShownOnPages
          scales
          priceConfirmedAt
        }
      }
    }
  }
`);

export const ServiceCategoriesQuery = graphql(`
  query ServiceCategories {
    serviceCategories { id name kind icon position serviceCount }
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

export const CatalogueExportCreateMutation = graphql(`
  mutation CatalogueExportCreate($format: ExportFormat!) {
    catalogueExportCreate(format: $format) { url errors { code message path } }
  }
`);

export const LibraryCategoriesQuery = graphql(`
  query LibraryCategories {
    libraryCategories { id code nameDe nameEn nameTr namePl icon position }
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

export const ServicesUpdateMutation = graphql(`
  mutation ServicesUpdate($input: ServicesUpdateInput!) {
    servicesUpdate(input: $input) {
      services { id }
      errors { code message path }
    }
  }
`);

export const ServiceReorderMutation = graphql(`
  mutation ServiceReorder($categoryId: ID!, $ids: [ID!]!) {
    serviceReorder(categoryId: $categoryId, ids: $ids) {
      services { id }
      errors { code message path }
    }
  }
`);

export const ServiceCategoryCreateMutation = graphql(`
  mutation ServiceCategoryCreate($input: ServiceCategoryCreateInput!) {
    serviceCategoryCreate(input: $input) {
      category { id }
      errors { code message path }
    }
  }
`);

export const ServiceCategoryUpdateMutation = graphql(`
  mutation ServiceCategoryUpdate($id: ID!, $input: ServiceCategoryUpdateInput!) {
    serviceCategoryUpdate(id: $id, input: $input) {
      category { id }
      errors { code message path }
    }
  }
`);

export const ServiceCategoryDeleteMutation = graphql(`
  mutation ServiceCategoryDelete($id: ID!) {
    serviceCategoryDelete(id: $id) { deletedId errors { code message path } }
  }
`);

export const ServiceCategoryReorderMutation = graphql(`
  mutation ServiceCategoryReorder($ids: [ID!]!) {
    serviceCategoryReorder(ids: $ids) {
      categories { id }
      errors { code message path }
    }
  }
`);

export const ServicePricesQuery = graphql(`
  query ServicePrices($id: ID!) {
    node(id: $id) {
      ... on Service {
        id
        priceHistory(first: 10) {
          edges { node { validFrom priceKind priceMin priceMax memberName } }
        }
      }
    }
    small: quote(serviceId: $id, vehicle: { vehicleClass: SMALL }) { vehicleClass priceKind priceMin priceMax steps { label } }
    compact: quote(serviceId: $id, vehicle: { vehicleClass: COMPACT }) { vehicleClass priceKind priceMin priceMax steps { label } }
    midsize: quote(serviceId: $id, vehicle: { vehicleClass: MIDSIZE }) { vehicleClass priceKind priceMin priceMax steps { label } }
    suv: quote(serviceId: $id, vehicle: { vehicleClass: SUV }) { vehicleClass priceKind priceMin priceMax steps { label } }
    van: quote(serviceId: $id, vehicle: { vehicleClass: VAN }) { vehicleClass priceKind priceMin priceMax steps { label } }
    luxury: quote(serviceId: $id, vehicle: { vehicleClass: LUXURY }) { vehicleClass priceKind priceMin priceMax steps { label } }
    electric: quote(serviceId: $id, vehicle: { vehicleClass: ELECTRIC }) { vehicleClass priceKind priceMin priceMax steps { label } }
    motorcycle: quote(serviceId: $id, vehicle: { vehicleClass: MOTORCYCLE }) { vehicleClass priceKind priceMin priceMax steps { label } }
  }
`);

export const PriceRulesQuery = graphql(`
  query PriceRules($first: Int!, $after: String) {
    priceRules(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id
          label
          service { id name }
          category { id name }
          vehicleClass
          seasonStart
          seasonEnd
          startsOn
          endsOn
          kind
          priceMin
          priceMax
          factorPermille
          surcharge
          isActive
        }
      }
    }
  }
`);

export const PriceRuleCreateMutation = graphql(`
  mutation PriceRuleCreate($input: PriceRuleCreateInput!) {
    priceRuleCreate(input: $input) {
      priceRule { id }
      errors { code message path }
    }
  }
`);

export const PriceRuleUpdateMutation = graphql(`
  mutation PriceRuleUpdate($id: ID!, $input: PriceRuleUpdateInput!) {
    priceRuleUpdate(id: $id, input: $input) {
      priceRule { id }
      errors { code message path }
    }
  }
`);

export const PriceRuleDeleteMutation = graphql(`
  mutation PriceRuleDelete($id: ID!) {
    priceRuleDelete(id: $id) { deletedId errors { code message path } }
  }
`);

export const PriceRulesProposeMutation = graphql(`
  mutation PriceRulesPropose {
    priceRulesPropose {
      priceRules { id }
      errors { code message path }
    }
  }
`);
