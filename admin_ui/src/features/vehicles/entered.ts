/** What somebody enters of a vehicle. */
import type { VariablesOf } from "../../shared/graphql";
import type { VehicleNeedsQuery } from "./documents";
import type { Reading } from "./labels";

export interface Entered {
  text: string;
  hsn: string;
  tsn: string;
  /** Days as the browser's field gives them, empty or YYYY-MM-DD. */
  firstRegistration: string;
  lastHu: string;
}

export const mostDigits = 4;

/** Whether nothing is entered that a vehicle could be known by. */
export function isEmpty({ text, hsn, firstRegistration }: Entered): boolean {
  return !text.trim() && !hsn && !firstRegistration;
}

/** The day of first registration: the entered one, or the first of the year the words name. */
export function firstRegistration(entered: Entered, reading: Reading): string | null {
  if (entered.firstRegistration) return entered.firstRegistration;
  return reading.firstRegistrationYear ? `${reading.firstRegistrationYear}-01-01` : null;
}

/** What is known, as the recommendations ask for it. */
export function stateOf(entered: Entered, reading: Reading): VariablesOf<typeof VehicleNeedsQuery>["input"] {
  return {
    vehicleClass: reading.vehicleClass,
    fuel: reading.fuel,
    firstRegistration: firstRegistration(entered, reading),
    mileageKm: reading.mileageKm,
    lastHu: entered.lastHu || null,
  };
}
