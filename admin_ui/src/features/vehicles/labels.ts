/** What classes, fuels, kinds and colours are called on the screen. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ResultOf, VariablesOf } from "../../shared/graphql";
import type { VehicleHuQuery, VehicleNeedsQuery, VehicleReadQuery } from "./documents";

type Labels<Key extends string> = Readonly<Record<Key, MessageDescriptor>>;

export type Reading = NonNullable<ResultOf<typeof VehicleReadQuery>["vehicleRead"]>;
export type Needs = NonNullable<ResultOf<typeof VehicleNeedsQuery>["vehicleRecommendations"]>;
export type VehicleClass = NonNullable<Reading["vehicleClass"]>;
export type Fuel = NonNullable<Reading["fuel"]>;
export type Kind = VariablesOf<typeof VehicleHuQuery>["input"]["kind"];
export type Color = NonNullable<ResultOf<typeof VehicleHuQuery>["huDue"]>["plakette"]["color"];

export const classLabels: Labels<VehicleClass> = {
  MICRO: msg`City car`,
  SMALL: msg`Small car`,
  COMPACT: msg`Compact car`,
  MIDSIZE: msg`Mid-size car`,
  UPPER: msg`Executive car`,
  SUV: msg`SUV`,
  VAN: msg`Van`,
  LUXURY: msg`Luxury or sports car`,
  ELECTRIC: msg`Electric car`,
  MOTORCYCLE: msg`Motorcycle`,
  MOTORHOME: msg`Motorhome`,
  TRAILER: msg`Trailer or caravan`,
  TRUCK: msg`Truck`,
};

export const fuelLabels: Labels<Fuel> = {
  PETROL: msg`Petrol`,
  DIESEL: msg`Diesel`,
  HYBRID: msg`Hybrid`,
  PLUGIN_HYBRID: msg`Plug-in hybrid`,
  ELECTRIC: msg`Electric`,
  LPG: msg`LPG`,
  CNG: msg`Natural gas`,
  HYDROGEN: msg`Hydrogen`,
};

export const urgencyLabels: Labels<Needs[number]["urgency"]> = {
  NOW: msg`At once`,
  SOON: msg`Soon`,
  LATER: msg`When it fits`,
};

export const colorLabels: Labels<Color> = {
  BLUE: msg`blue`,
  YELLOW: msg`yellow`,
  BROWN: msg`brown`,
  PINK: msg`pink`,
  GREEN: msg`green`,
  ORANGE: msg`orange`,
};

/** The RAL colours of the stickers, as screens show them. */
export const colorValues: Readonly<Record<Color, string>> = {
  BLUE: "#005b8c",
  YELLOW: "#e2b007",
  BROWN: "#8d4931",
  PINK: "#d8a0a6",
  GREEN: "#57a639",
  ORANGE: "#ed760e",
};

/** Which periods a class has; a truck is counted as one of up to 3.5 t here. */
export function kindOf(vehicleClass: VehicleClass | null): Kind {
  if (vehicleClass === "MOTORCYCLE" || vehicleClass === "MOTORHOME" || vehicleClass === "TRAILER") return vehicleClass;
  return vehicleClass === "VAN" || vehicleClass === "TRUCK" ? "TRUCK" : "CAR";
}

/** Whether the weight decides about the periods, which are those of the lighter ones here. */
export function isLighter(kind: Kind): boolean {
  return kind === "TRUCK" || kind === "MOTORHOME" || kind === "TRAILER";
}
