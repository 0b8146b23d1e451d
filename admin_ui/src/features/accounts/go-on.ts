/** What follows a first step that was right: into the dashboard, or to the second step. */
import { enter } from "../../shared/session";

const CHALLENGE = "#challenge=";

interface Entered {
  secondFactor: { token: string } | null;
}

/** Go into the dashboard, or where the code is asked for. */
export function goOn({ secondFactor }: Entered): void {
  enter(secondFactor ? `/sign-in${CHALLENGE}${secondFactor.token}` : "/");
}

/** The token of a second step that another page or a provider has sent the browser here for; it reaches no server. */
export function challengeInAddress(): string | null {
  const { hash } = window.location;
  return hash.startsWith(CHALLENGE) ? hash.slice(CHALLENGE.length) : null;
}
