/** What a vehicle is, when it must be inspected, and what it may need. */
import { graphql } from "../../shared/graphql";

export const VehicleReadQuery = graphql(`
  query VehicleRead($text: String, $hsn: String, $tsn: String) {
    vehicleRead(text: $text, hsn: $hsn, tsn: $tsn) {
      make
      makes
      model
      vehicleClass
      fuel
      firstRegistrationYear
      mileageKm
      hsn
      tsn
      vin
    }
  }
`);

export const VehicleHuQuery = graphql(`
  query VehicleHu($input: HuDueInput!) {
    huDue(input: $input) {
      dueOn
      plakette { color year month }
      auFrom
      isOverdue
      needsExtendedExamination
    }
  }
`);

export const VehicleNeedsQuery = graphql(`
  query VehicleNeeds($input: VehicleInput!, $language: Language) {
    vehicleRecommendations(input: $input, language: $language) {
      key
      reason
      urgency
      libraryName
      service { id name }
    }
  }
`);
