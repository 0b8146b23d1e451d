/** Prices and durations of services in words. */
import { useLingui } from "@lingui/react/macro";
import { type Price, useFormats } from "../../shared/formats";

const HOUR_MINUTES = 60;

/** Writers for a price and a duration in the language of the screens. */
export function usePriceWords() {
  const { t } = useLingui();
  const { money, number } = useFormats();

  function price({ priceKind, priceMin, priceMax }: Price): string {
    const least = priceMin === null ? "" : money(priceMin);
    const most = priceMax === null ? "" : money(priceMax);
    switch (priceKind) {
      case "FIXED":
        return least || most;
      case "FROM":
        return t`from ${least}`;
      case "RANGE":
        return `${least} – ${most}`;
      case "ON_REQUEST":
        return t`On request`;
    }
  }

  function minutes(value: number): string {
    if (value < 2 * HOUR_MINUTES) return t`${value} min`;
    const hours = number(Math.round((10 * value) / HOUR_MINUTES) / 10);
    return t`${hours} h`;
  }

  function duration(least: number | null, most: number | null): string {
    if (least === null || most === null || least === most) {
      const only = least ?? most;
      return only === null ? "" : minutes(only);
    }
    return `${minutes(least)} – ${minutes(most)}`;
  }

  return { price, duration };
}
