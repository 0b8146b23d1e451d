/** Why a sign-in by a provider was not done, in words. */
import { t } from "@lingui/core/macro";

export function problemOf(code: string): string {
  switch (code) {
    case "SIGN_IN_NOT_VERIFIED":
      return t`The provider has not verified your e-mail address. Please sign in with your password.`;
    case "SIGN_IN_UNKNOWN":
      return t`There is no confirmed account with this e-mail address. Please register your workshop or ask for an invitation.`;
    case "SIGN_IN_CANCELLED":
      return t`The sign-in was cancelled.`;
    case "SIGN_IN_UNAVAILABLE":
      return t`The provider cannot be reached at the moment. Please sign in with your password.`;
    case "RATE_LIMITED":
      return t`Too many attempts. Please try again later.`;
    default:
      return t`This sign-in has expired. Please try again.`;
  }
}
