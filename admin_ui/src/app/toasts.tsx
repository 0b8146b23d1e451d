/** Where short messages appear; loaded after the first screen. */
import "@mantine/notifications/styles.css";
import { Notifications } from "@mantine/notifications";

export function Toasts() {
  return <Notifications limit={3} position="bottom-right" zIndex={500} />;
}
