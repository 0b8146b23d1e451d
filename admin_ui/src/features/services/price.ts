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

  const isShort = (minutes: number) => minutes < 2 * HOUR_MINUTES;
  const amount = (minutes: number) => (isShort(minutes) ? number(minutes) : number(Math.round((10 * minutes) / HOUR_MINUTES) / 10));

  function withUnit(value: string, inMinutes: boolean): string {
    if (inMinutes) return t`${value} min`;
    const hours = value;
    return t`${hours} h`;
  }

  function duration(least: number | null, most: number | null): string {
    if (least === null || most === null || least === most) {
      const only = least ?? most;
      return only === null ? "" : withUnit(amount(only), isShort(only));
    }
    return isShort(least) === isShort(most)
      ? withUnit(`${amount(least)}–${amount(most)}`, isShort(least))
      : `${withUnit(amount(least), true)} – ${withUnit(amount(most), false)}`;
  }

  return { price, duration };
}
