import { auditRoutes } from "./audit-routes.ts";

auditRoutes(0);
