/** The language of the screens: chosen by the person, else by the browser, else German. */
import { i18n } from "@lingui/core";
import type { Language } from "./graphql";

export const languages: readonly Language[] = ["DE", "EN", "TR", "PL"];

/** How each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  DE: "Deutsch",
  EN: "English",
  TR: "Türkçe",
  PL: "Polski",
};

/** The tag with which dates, numbers and money are written. */
export const localeTags: Readonly<Record<Language, string>> = { DE: "de-DE", EN: "en-GB", TR: "tr-TR", PL: "pl-PL" };

const STORAGE_KEY = "carbot.language";

type Catalog = Promise<{ messages: Parameters<typeof i18n.load>[1] }>;

/** The words of the screens of every day. */
const catalogs = {
  DE: () => import("../locales/de.po"),
  EN: () => import("../locales/en.po"),
  TR: () => import("../locales/tr.po"),
  PL: () => import("../locales/pl.po"),
} satisfies Record<Language, () => Catalog>;

/** The words some screens bring along. */
const parts = {
  operator: {
    DE: () => import("../locales/operator/de.po"),
    EN: () => import("../locales/operator/en.po"),
    TR: () => import("../locales/operator/tr.po"),
    PL: () => import("../locales/operator/pl.po"),
  },
  settings: {
    DE: () => import("../locales/settings/de.po"),
    EN: () => import("../locales/settings/en.po"),
    TR: () => import("../locales/settings/tr.po"),
    PL: () => import("../locales/settings/pl.po"),
  },
} satisfies Record<string, typeof catalogs>;

const shownParts = new Set<keyof typeof parts>();

function isLanguage(text: string | undefined | null): text is Language {
  return languages.some((language) => language === text);
}

/** The language the person chose on this device, if any. */
export function chosenLanguage(): Language | null {
  const stored = window.localStorage.getItem(STORAGE_KEY);
  return isLanguage(stored) ? stored : null;
}

/** The language to begin with, before it is known who is there. */
export function firstLanguage(): Language {
  const chosen = chosenLanguage();
  if (chosen) return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toUpperCase()).find(isLanguage);
  return spoken ?? "DE";
}

/** The language of the screens at this moment. */
export function currentLanguage(): Language {
  const language = i18n.locale.toUpperCase();
  return isLanguage(language) ? language : "DE";
}

/** Show all screens in `language`; `remember` keeps the choice on this device. */
export async function showLanguage(language: Language, remember = false): Promise<void> {
  const wanted = [catalogs[language](), ...[...shownParts].map((part) => parts[part][language]())];
  const messages = Object.assign({}, ...(await Promise.all(wanted)).map((catalog) => catalog.messages));
  i18n.loadAndActivate({ locale: language.toLowerCase(), messages });
  document.documentElement.lang = language.toLowerCase();
  if (remember) window.localStorage.setItem(STORAGE_KEY, language);
}

/** Have the words of a part of the screens at hand from now on, in every language that is shown. */
export async function showWords(part: keyof typeof parts): Promise<void> {
  if (shownParts.has(part)) return;
  const language = currentLanguage();
  i18n.load(language.toLowerCase(), (await parts[part][language]()).messages);
  shownParts.add(part);
  if (currentLanguage() !== language) await showLanguage(currentLanguage());
}
