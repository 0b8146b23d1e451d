/** Integrations: the programs that may act for the workshop. */
import { graphql } from "../../shared/graphql";

export const InstallationsQuery = graphql(`
  query Installations {
    installations {
      id
      name
      app { id developer }
      clientId
      scopes
      installedBy
      createdAt
      lastUsedAt
      revokedAt
      isActive
      isOwn
      usage(days: 30) { day requests }
    }
  }
`);

export const InstallationCreateMutation = graphql(`
  mutation InstallationCreate($input: InstallationCreateInput!) {
    installationCreate(input: $input) {
      installation { id clientId }
      secret
      errors { code message path }
    }
  }
`);

export const InstallationRotateSecretMutation = graphql(`
  mutation InstallationRotateSecret($id: ID!) {
    installationRotateSecret(id: $id) {
      installation { id clientId }
      secret
      errors { code message path }
    }
  }
`);

export const InstallationRevokeMutation = graphql(`
  mutation InstallationRevoke($id: ID!) {
    installationRevoke(id: $id) {
      installation { id isActive revokedAt }
      errors { code message path }
    }
  }
`);
