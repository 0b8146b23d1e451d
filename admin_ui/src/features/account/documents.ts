/** One's own account: name and language, password, second factor, linked sign-ins, and where one is signed in. */
import { graphql } from "../../shared/graphql";

export const SessionsQuery = graphql(`
  query Sessions {
    viewer { session { id } }
    sessions { id kind createdAt lastUsedAt userAgent }
  }
`);

export const PersonUpdateMutation = graphql(`
  mutation PersonUpdate($input: PersonUpdateInput!) {
    personUpdate(input: $input) {
      person { id name language }
      errors { code message path }
    }
  }
`);

export const PasswordChangeMutation = graphql(`
  mutation PasswordChange($input: PasswordChangeInput!) {
    passwordChange(input: $input) {
      person { id }
      errors { code message path }
    }
  }
`);

export const SessionEndOtherMutation = graphql(`
  mutation SessionEndOther($id: ID!) {
    sessionEnd(id: $id) {
      isEnded
      errors { code message path }
    }
  }
`);

export const EmailChangeRequestMutation = graphql(`
  mutation EmailChangeRequest($input: EmailChangeRequestInput!) {
    emailChangeRequest(input: $input) {
      email
      errors { code message path }
    }
  }
`);

export const SecondFactorQuery = graphql(`
  query SecondFactor {
    viewer { person { id secondFactorSince recoveryCodesLeft } }
  }
`);

export const TotpPrepareMutation = graphql(`
  mutation TotpPrepare($currentPassword: String!) {
    totpPrepare(currentPassword: $currentPassword) {
      preparation { secret address qrCode }
      errors { code message path }
    }
  }
`);

export const TotpEnableMutation = graphql(`
  mutation TotpEnable($code: String!) {
    totpEnable(code: $code) {
      recoveryCodes
      errors { code message path }
    }
  }
`);

export const TotpDisableMutation = graphql(`
  mutation TotpDisable($input: SecondFactorProofInput!) {
    totpDisable(input: $input) {
      person { id secondFactorSince recoveryCodesLeft }
      errors { code message path }
    }
  }
`);

export const RecoveryCodesRenewMutation = graphql(`
  mutation RecoveryCodesRenew($input: SecondFactorProofInput!) {
    recoveryCodesRenew(input: $input) {
      recoveryCodes
      errors { code message path }
    }
  }
`);

export const LinkedSignInsQuery = graphql(`
  query LinkedSignIns {
    linkedSignIns { id providerName createdAt lastUsedAt }
  }
`);

export const LinkedSignInRemoveMutation = graphql(`
  mutation LinkedSignInRemove($id: ID!) {
    linkedSignInRemove(id: $id) {
      deletedId
      errors { code message path }
    }
  }
`);
