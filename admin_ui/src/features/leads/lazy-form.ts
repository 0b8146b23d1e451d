/** The form of a lead, fetched when it is opened, with the words that it alone needs. */
import { lazy } from "react";
import { showWords } from "../../shared/language";

export const LeadForm = lazy(async () => {
  const [{ LeadForm: component }] = await Promise.all([import("./form"), showWords("settings")]);
  return { default: component };
});
