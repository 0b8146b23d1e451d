/** What jsdom lacks and every component needs; the screens speak English in tests. */
import { i18n } from "@lingui/core";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";
import { messages } from "./locales/en.po";
import { messages as settings } from "./locales/settings/en.po";

i18n.loadAndActivate({ locale: "en", messages: { ...messages, ...settings } });

window.matchMedia = (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
  dispatchEvent: () => false,
});

window.ResizeObserver = class {
  observe(): void {
    return;
  }
  unobserve(): void {
    return;
  }
  disconnect(): void {
    return;
  }
};

Object.defineProperty(document, "fonts", { value: new EventTarget() });

afterEach(cleanup);
