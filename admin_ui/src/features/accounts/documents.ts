/** Registering, confirming, signing in, setting a new password, accepting an invitation. */
import { graphql } from "../../shared/graphql";

export const WorkshopRegisterMutation = graphql(`
  mutation WorkshopRegister($input: WorkshopRegisterInput!) {
    workshopRegister(input: $input) {
      email
      errors { code message path }
    }
  }
`);

export const EmailConfirmMutation = graphql(`
  mutation EmailConfirm($token: String!) {
    emailConfirm(token: $token) {
      viewer { kind }
      secondFactor { token }
      errors { code message path }
    }
  }
`);

export const EmailConfirmationSendMutation = graphql(`
  mutation EmailConfirmationSend($email: EmailAddress!) {
    emailConfirmationSend(email: $email) {
      email
      errors { code message path }
    }
  }
`);

export const SessionStartMutation = graphql(`
  mutation SessionStart($input: SessionStartInput!) {
    sessionStart(input: $input) {
      viewer { kind }
      secondFactor { token }
      errors { code message path }
    }
  }
`);

export const PasswordResetRequestMutation = graphql(`
  mutation PasswordResetRequest($email: EmailAddress!) {
    passwordResetRequest(email: $email) {
      email
      errors { code message path }
    }
  }
`);

export const PasswordResetMutation = graphql(`
  mutation PasswordReset($token: String!, $password: String!) {
    passwordReset(token: $token, password: $password) {
      viewer { kind }
      secondFactor { token }
      errors { code message path }
    }
  }
`);

export const InvitationLookMutation = graphql(`
  mutation InvitationLook($token: String!) {
    invitationLook(token: $token) {
      offer { workshopName email role invitedBy }
      errors { code message path }
    }
  }
`);

export const InvitationRegisterMutation = graphql(`
  mutation InvitationRegister($input: InvitationRegisterInput!) {
    invitationRegister(input: $input) {
      email
      errors { code message path }
    }
  }
`);

export const InvitationAcceptMutation = graphql(`
  mutation InvitationAccept($token: String!) {
    invitationAccept(token: $token) {
      viewer { kind }
      errors { code message path }
    }
  }
`);

export const EmailChangeConfirmMutation = graphql(`
  mutation EmailChangeConfirm($token: String!) {
    emailChangeConfirm(token: $token) {
      email
      errors { code message path }
    }
  }
`);

export const SessionFactorVerifyMutation = graphql(`
  mutation SessionFactorVerify($input: SessionFactorVerifyInput!) {
    sessionFactorVerify(input: $input) {
      viewer { kind }
      errors { code message path }
    }
  }
`);

export const SignInProvidersQuery = graphql(`
  query SignInProviders {
    signInProviders { key name address }
  }
`);
