/** What the closed sets of an import are called on the screen. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ResultOf } from "../../../shared/graphql";
import type { CatalogueImportQuery } from "./documents";

export type Import = NonNullable<ResultOf<typeof CatalogueImportQuery>["catalogueImport"]>;
export type Report = NonNullable<ResultOf<typeof CatalogueImportQuery>["catalogueImportReport"]>;
export type ImportField = NonNullable<Import["columns"][number]["field"]>;

export const fieldLabels: Readonly<Record<ImportField, MessageDescriptor>> = {
  CATEGORY: msg`Category`,
  NAME: msg`Name of the service`,
  DESCRIPTION: msg`Description`,
  PRICE: msg`Price`,
  PRICE_KIND: msg`Kind of price`,
  PRICE_MIN: msg`Price from`,
  PRICE_MAX: msg`Price to`,
  DURATION: msg`Duration`,
  DURATION_MIN: msg`Duration from`,
  DURATION_MAX: msg`Duration to`,
  IS_ACTIVE: msg`Active (yes or no)`,
  SYNONYMS: msg`Other words, with | between them`,
  IS_SHOWN_IN_CHAT: msg`In the chat (yes or no)`,
  IS_SHOWN_ON_PAGES: msg`On the pages (yes or no)`,
};

export const fields = Object.keys(fieldLabels) as ImportField[];

export const actionLabels: Readonly<Record<Report["rows"][number]["action"], MessageDescriptor>> = {
  CREATE: msg`New`,
  UPDATE: msg`Changes`,
  SKIP: msg`Left out`,
  FAULTY: msg`Faulty`,
};

export const statusLabels: Readonly<Record<Import["status"], MessageDescriptor>> = {
  READING: msg`Being read`,
  READY: msg`Not imported yet`,
  APPLYING: msg`Being imported`,
  DONE: msg`Imported`,
  FAILED: msg`Failed`,
  UNDONE: msg`Undone`,
};
