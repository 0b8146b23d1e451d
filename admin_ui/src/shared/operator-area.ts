/** The addresses of those who run the platform. They are entered and left by loading the page. */
export function isOperatorArea(): boolean {
  return /^\/operator(\/|$)/.test(window.location.pathname);
}
