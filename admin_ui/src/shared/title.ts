/** The title of the tab: unread leads, the screen, the product. */
import { useEffect } from "react";

const PRODUCT = "CarBot";
const MANY = 99;

let screen = "";
let unread = 0;

/** "(3) Leads · CarBot"; the count is left out at zero and ends at "99+". */
export function titleText(screenTitle: string, unreadCount: number): string {
  const count = unreadCount > MANY ? `(${MANY}+) ` : unreadCount > 0 ? `(${unreadCount}) ` : "";
  return `${count}${screenTitle ? `${screenTitle} · ` : ""}${PRODUCT}`;
}

/** Count the unread leads in the title of the tab. */
export function showUnread(count: number): void {
  unread = count;
  document.title = titleText(screen, unread);
}

/** Name the screen in the title of the tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    screen = title;
    document.title = titleText(screen, unread);
  }, [title]);
}
