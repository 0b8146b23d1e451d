/** Members: who works here, and as what. */
import { graphql } from "../../shared/graphql";

export const TeamQuery = graphql(`
  query Team {
    members { id name email role }
  }
`);

export const MemberChangeRoleMutation = graphql(`
  mutation MemberChangeRole($id: ID!, $role: Role!) {
    memberChangeRole(id: $id, role: $role) {
      member { id role }
      errors { code message path }
    }
  }
`);

export const MemberRemoveMutation = graphql(`
  mutation MemberRemove($id: ID!) {
    memberRemove(id: $id) {
      deletedId
      errors { code message path }
    }
  }
`);

export const InvitationsQuery = graphql(`
  query Invitations {
    invitations { id email role expiresAt }
  }
`);

export const MemberInviteMutation = graphql(`
  mutation MemberInvite($input: MemberInviteInput!) {
    memberInvite(input: $input) {
      invitation { id }
      errors { code message path }
    }
  }
`);

export const InvitationRevokeMutation = graphql(`
  mutation InvitationRevoke($id: ID!) {
    invitationRevoke(id: $id) {
      deletedId
      errors { code message path }
    }
  }
`);
