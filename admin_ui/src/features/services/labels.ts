/** What kinds of categories, classes of vehicles and kinds of rules are called on the screen. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { graphql } from "../../shared/graphql";

export type CategoryIcon = ReturnType<typeof graphql.scalar<"CategoryIcon">>;
export type CategoryKind = ReturnType<typeof graphql.scalar<"CategoryKind">>;
export type PriceRuleKind = ReturnType<typeof graphql.scalar<"PriceRuleKind">>;
export type VehicleClass = ReturnType<typeof graphql.scalar<"VehicleClass">>;

type Labels<Key extends string> = Readonly<Record<Key, MessageDescriptor>>;

export const categoryKindLabels: Labels<CategoryKind> = {
  MAINTENANCE: msg`Maintenance`,
  REPAIR: msg`Repair`,
  INSPECTION: msg`Inspection`,
  TYRES: msg`Tyres`,
  BODY: msg`Body`,
  OTHER: msg`Other`,
};

export const categoryIconLabels: Labels<CategoryIcon> = {
  WRENCH: msg`Spanner`,
  CLIPBOARD: msg`Checklist`,
  SHIELD: msg`Shield`,
  DROPLET: msg`Drop`,
  ENGINE: msg`Engine`,
  BELT: msg`Belt`,
  FUEL: msg`Fuel pump`,
  THERMOMETER: msg`Thermometer`,
  EXHAUST: msg`Exhaust`,
  GEARS: msg`Gearwheel`,
  BRAKE: msg`Brake disc`,
  SPRING: msg`Spring`,
  TARGET: msg`Cross hairs`,
  TYRE: msg`Wheel`,
  BATTERY: msg`Battery`,
  BULB: msg`Light bulb`,
  DIAGNOSIS: msg`Pulse`,
  SNOWFLAKE: msg`Snowflake`,
  PAINT: msg`Paint roller`,
  UMBRELLA: msg`Umbrella`,
  GLASS: msg`Windscreen`,
  SPARKLE: msg`Sparkle`,
  BOLT: msg`Flash`,
  PLUS: msg`Plus`,
  MOTORCYCLE: msg`Motorcycle`,
  VAN: msg`Van`,
  CALENDAR: msg`Calendar`,
  TOW: msg`Tow hook`,
  DOCUMENT: msg`Document`,
  FLEET: msg`Several cars`,
};

export const vehicleClassLabels: Labels<VehicleClass> = {
  MICRO: msg`City car`,
  SMALL: msg`Small car`,
  COMPACT: msg`Compact car`,
  MIDSIZE: msg`Mid-size car`,
  UPPER: msg`Executive car`,
  SUV: msg`SUV`,
  VAN: msg`Van up to 3.5 t`,
  LUXURY: msg`Luxury or sports car`,
  ELECTRIC: msg`Electric car`,
  MOTORCYCLE: msg`Motorcycle`,
  MOTORHOME: msg`Motorhome`,
  TRAILER: msg`Trailer`,
  TRUCK: msg`Truck over 3.5 t`,
};

export const priceRuleKindLabels: Labels<PriceRuleKind> = {
  OVERRIDE: msg`Own price`,
  FACTOR: msg`Factor`,
  SURCHARGE: msg`Surcharge`,
};

export const keysOf = <Key extends string>(labels: Labels<Key>): Key[] => Object.keys(labels) as Key[];
