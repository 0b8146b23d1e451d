/** The addresses of the dashboard. Every screen is loaded when it is first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { accountSearch } from "../features/accounts/search";
import { auditSearch } from "../features/audit/search";
import { conversationSearch } from "../features/conversations/search";
import { knowledgeSearch } from "../features/knowledge/search";
import { leadSearch } from "../features/leads/search";
import { importSearch } from "../features/services/import/search";
import { serviceSearch } from "../features/services/search";
import { chosenLanguage, currentLanguage, showLanguage, showWords } from "../shared/language";
import { isWithoutWorkshop, readSession } from "../shared/session";
import { ErrorScreen, NotFoundScreen } from "./outcomes";
import { Shell } from "./shell";

const settingsWords = () => showWords("settings");

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundScreen, errorComponent: ErrorScreen });

const outside = createRoute({
  getParentRoute: () => root,
  id: "outside",
  beforeLoad: settingsWords,
  component: lazyRouteComponent(() => import("../features/accounts/frame"), "AccountFrame"),
});

const accountScreens = [
  createRoute({
    getParentRoute: () => outside,
    path: "/sign-in",
    validateSearch: accountSearch,
    component: lazyRouteComponent(() => import("../features/accounts/sign-in"), "SignIn"),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/register",
    component: lazyRouteComponent(() => import("../features/accounts/register"), "Register"),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/registered",
    validateSearch: accountSearch,
    component: lazyRouteComponent(() => import("../features/accounts/registered"), "Registered"),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/confirm",
    validateSearch: accountSearch,
    component: lazyRouteComponent(() => import("../features/accounts/confirm"), "ConfirmEmail"),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/forgot-password",
    component: lazyRouteComponent(() => import("../features/accounts/forgot-password"), "ForgotPassword"),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/reset-password",
    validateSearch: accountSearch,
    component: lazyRouteComponent(() => import("../features/accounts/reset-password"), "ResetPassword"),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/invitation",
    validateSearch: accountSearch,
    component: lazyRouteComponent(() => import("../features/accounts/invitation"), "Invitation"),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/confirm-email",
    validateSearch: accountSearch,
    component: lazyRouteComponent(() => import("../features/accounts/confirm-email"), "ConfirmNewEmail"),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: "/no-workshop",
    component: lazyRouteComponent(() => import("../features/accounts/no-workshop"), "NoWorkshop"),
  }),
] as const;

const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  beforeLoad: async ({ location }) => {
    const session = await readSession();
    if (!session && (await isWithoutWorkshop())) throw redirect({ to: "/no-workshop" });
    if (!session) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
    if (!chosenLanguage() && session.person.language !== currentLanguage()) await showLanguage(session.person.language);
    return { session };
  },
});

const memberScreens = [
  createRoute({
    getParentRoute: () => inside,
    path: "/",
    component: lazyRouteComponent(() => import("../features/home/home"), "Home"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/leads",
    validateSearch: leadSearch,
    component: lazyRouteComponent(() => import("../features/leads/list"), "LeadList"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/leads/$id",
    component: lazyRouteComponent(() => import("../features/leads/detail"), "LeadDetail"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/conversations",
    beforeLoad: settingsWords,
    validateSearch: conversationSearch,
    component: lazyRouteComponent(() => import("../features/conversations/list"), "ConversationList"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/conversations/$id",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/conversations/detail"), "ConversationDetail"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/services",
    beforeLoad: settingsWords,
    validateSearch: serviceSearch,
    component: lazyRouteComponent(() => import("../features/services/list"), "ServiceList"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/services/library",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/services/library"), "ServiceLibrary"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/services/prices",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/services/rules"), "PriceRules"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/services/import",
    beforeLoad: settingsWords,
    validateSearch: importSearch,
    component: lazyRouteComponent(() => import("../features/services/import/import"), "ServiceImport"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/knowledge",
    beforeLoad: settingsWords,
    validateSearch: knowledgeSearch,
    component: lazyRouteComponent(() => import("../features/knowledge/knowledge"), "Knowledge"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/hours",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/hours/hours"), "Hours"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/workshop",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/workshop/profile"), "WorkshopProfile"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/keys",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/keys/list"), "ClientKeyList"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/integrations",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/integrations/list"), "Integrations"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/widget",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/widget/settings"), "WidgetSettings"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/team",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/team/list"), "Team"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/vehicles",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/vehicles/check"), "VehicleCheck"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/audit",
    beforeLoad: settingsWords,
    validateSearch: auditSearch,
    component: lazyRouteComponent(() => import("../features/audit/list"), "AuditLog"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/blocks",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/blocks/list"), "BlockList"),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: "/account",
    beforeLoad: settingsWords,
    component: lazyRouteComponent(() => import("../features/account/account"), "Account"),
  }),
] as const;

const operatorOutside = createRoute({
  getParentRoute: () => root,
  id: "operator-outside",
  beforeLoad: () => Promise.all([showWords("settings"), showWords("operator")]),
  component: lazyRouteComponent(() => import("../features/accounts/frame"), "AccountFrame"),
});

const operatorDoors = [
  createRoute({
    getParentRoute: () => operatorOutside,
    path: "/operator/sign-in",
    component: lazyRouteComponent(() => import("../features/operator/sign-in"), "OperatorSignIn"),
  }),
  createRoute({
    getParentRoute: () => operatorOutside,
    path: "/operator/enroll",
    validateSearch: accountSearch,
    component: lazyRouteComponent(() => import("../features/operator/enroll"), "OperatorEnroll"),
  }),
] as const;

const operatorInside = createRoute({
  getParentRoute: () => root,
  id: "operator",
  beforeLoad: () => showWords("operator"),
  component: lazyRouteComponent(() => import("../features/operator/area"), "OperatorArea"),
});

const operatorScreens = [
  createRoute({
    getParentRoute: () => operatorInside,
    path: "/operator",
    component: lazyRouteComponent(() => import("../features/operator/workshops"), "PlatformWorkshops"),
  }),
  createRoute({
    getParentRoute: () => operatorInside,
    path: "/operator/errors",
    component: lazyRouteComponent(() => import("../features/operator/errors"), "ErrorList"),
  }),
  createRoute({
    getParentRoute: () => operatorInside,
    path: "/operator/errors/$id",
    component: lazyRouteComponent(() => import("../features/operator/error-detail"), "ErrorDetail"),
  }),
  createRoute({
    getParentRoute: () => operatorInside,
    path: "/operator/jobs",
    component: lazyRouteComponent(() => import("../features/operator/jobs"), "JobList"),
  }),
  createRoute({
    getParentRoute: () => operatorInside,
    path: "/operator/limits",
    component: lazyRouteComponent(() => import("../features/operator/limits"), "LimitList"),
  }),
  createRoute({
    getParentRoute: () => operatorInside,
    path: "/operator/health",
    component: lazyRouteComponent(() => import("../features/operator/health"), "Health"),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    outside.addChildren(accountScreens),
    inside.addChildren(memberScreens),
    operatorOutside.addChildren(operatorDoors),
    operatorInside.addChildren(operatorScreens),
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultErrorComponent: ErrorScreen,
  defaultNotFoundComponent: NotFoundScreen,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
