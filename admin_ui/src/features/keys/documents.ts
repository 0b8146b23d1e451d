/** Client keys: the public keys with which the widget speaks for the workshop. */
import { graphql } from "../../shared/graphql";

export const ClientKeysQuery = graphql(`
  query ClientKeys {
    clientKeys {
      id
      name
      key
      allowedOrigins
      createdAt
      revokedAt
      lastSeenAt
      lastSeenOrigin
      isActive
      isTest
      endsAt
      usage(days: 30) { day opens conversations messages leads }
    }
  }
`);

export const ClientKeyCreateMutation = graphql(`
  mutation ClientKeyCreate($input: ClientKeyCreateInput!) {
    clientKeyCreate(input: $input) {
      clientKey { id key }
      errors { code message path }
    }
  }
`);

export const ClientKeyUpdateMutation = graphql(`
  mutation ClientKeyUpdate($id: ID!, $input: ClientKeyUpdateInput!) {
    clientKeyUpdate(id: $id, input: $input) {
      clientKey { id name allowedOrigins }
      errors { code message path }
    }
  }
`);

export const ClientKeyRotateMutation = graphql(`
  mutation ClientKeyRotate($id: ID!, $overlapHours: Int!) {
    clientKeyRotate(id: $id, overlapHours: $overlapHours) {
      clientKey { id key }
      errors { code message path }
    }
  }
`);

export const ClientKeyRevokeMutation = graphql(`
  mutation ClientKeyRevoke($id: ID!) {
    clientKeyRevoke(id: $id) {
      clientKey { id isActive revokedAt }
      errors { code message path }
    }
  }
`);
