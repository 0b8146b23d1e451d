/** How dates, numbers, money and durations are written in the language of the screens. */
import { useLingui } from "@lingui/react";
import { use, useMemo } from "react";
import { currentLanguage, localeTags } from "./language";
import type { Currency, PriceKind } from "./graphql";
import { SessionContext } from "./session";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A price as the server stores it: which amounts it has depends on its kind. */
export interface Price {
  priceKind: PriceKind;
  priceMin: number | null;
  priceMax: number | null;
}

/** Writers for one language, one currency and one time zone. */
export function createFormats(locale: string, currency: Currency, timeZone: string) {
  const amount = new Intl.NumberFormat(locale, { style: "currency", currency });
  const count = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: "2-digit", month: "2-digit", year: "numeric" });
  const calendarDay = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "2-digit", month: "2-digit", year: "numeric" });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "short", day: "2-digit", month: "2-digit", year: "numeric" });
  const moment = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const distance = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });

  return {
    /** Integer cents as "1.234,56 €". */
    money: (cents: number) => amount.format(cents / 100),
    number: (value: number) => count.format(value),
    /** A part of one as "25 %". */
    percent: (part: number) => share.format(part),
    /** The day of a moment, where the workshop is. */
    date: (at: string) => day.format(new Date(at)),
    /** A calendar day ("YYYY-MM-DD"), which has no time zone. */
    day: (date: string) => calendarDay.format(new Date(`${date}T00:00:00Z`)),
    weekdayAndDay: (date: string) => weekday.format(new Date(`${date}T00:00:00Z`)),
    dateTime: (at: string) => moment.format(new Date(at)),
    time: (at: string) => clock.format(new Date(at)),
    /** "5 min ago" for the last two days, the date before that. */
    ago: (at: string, now: Date = new Date()) => {
      const seconds = Math.round((new Date(at).getTime() - now.getTime()) / 1000);
      const size = Math.abs(seconds);
      if (size < MINUTE) return distance.format(0, "second");
      if (size < HOUR) return distance.format(Math.trunc(seconds / MINUTE), "minute");
      if (size < DAY) return distance.format(Math.trunc(seconds / HOUR), "hour");
      if (size < 2 * DAY) return distance.format(Math.trunc(seconds / DAY), "day");
      return day.format(new Date(at));
    },
  };
}

export type Formats = ReturnType<typeof createFormats>;

/** The writers for the language of the screens and the workshop's currency and time zone. */
export function useFormats(): Formats {
  const { i18n } = useLingui();
  const session = use(SessionContext);
  const currency = session?.workshop.currency ?? "EUR";
  const timeZone = session?.workshop.timeZone ?? "Europe/Berlin";
  const { locale } = i18n;
  return useMemo(
    () => createFormats(locale === "" ? "de-DE" : localeTags[currentLanguage()], currency, timeZone),
    [locale, currency, timeZone],
  );
}
