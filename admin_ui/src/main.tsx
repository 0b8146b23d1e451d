/** Starts the dashboard in the page. */
import "./app/styles";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers";
import { firstLanguage, showLanguage } from "./shared/language";

// After a release the screens of the old one are gone from the server: read the new page, once.
const RELOADED = "carbot.reloaded";
window.addEventListener("vite:preloadError", (event) => {
  if (window.sessionStorage.getItem(RELOADED)) return;
  window.sessionStorage.setItem(RELOADED, "1");
  event.preventDefault();
  window.location.reload();
});

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  window.addEventListener("load", () => {
    // Without the worker the dashboard works all the same, it only needs the network to start.
    navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  });
}

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
await showLanguage(firstLanguage());
createRoot(root).render(<Providers />);
