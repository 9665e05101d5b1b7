import { queryOptions } from "@tanstack/react-query";

import {
  ControlDetail,
  FrameworkDetail,
  FrameworkList,
  serializeComplianceScope,
  type ComplianceScope,
} from "#lib/contract/compliance.ts";
import type { ControlAddress } from "#lib/domain/framework.ts";

import { getJson } from "../api/fetch-json.ts";

const base = "/api/v1/compliance";
export const frameworkPath = (frameworkId: string): string => `${base}/${encodeURIComponent(frameworkId)}`;
export const controlPath = ({ frameworkId, controlId }: ControlAddress): string =>
  `${frameworkPath(frameworkId)}/controls/${encodeURIComponent(controlId)}`;

export const frameworksQuery = (scope: ComplianceScope) =>
  queryOptions({
    queryKey: ["compliance", "frameworks", scope],
    queryFn: ({ signal }) => getJson(serializeComplianceScope(base, scope), FrameworkList, signal),
    placeholderData: (previous) => previous,
  });

export const frameworkQuery = (frameworkId: string, scope: ComplianceScope) =>
  queryOptions({
    queryKey: ["compliance", "framework", frameworkId, scope],
    queryFn: ({ signal }) =>
      getJson(serializeComplianceScope(frameworkPath(frameworkId), scope), FrameworkDetail, signal),
    placeholderData: (previous) => previous,
  });

export const controlQuery = (address: ControlAddress, scope: ComplianceScope) =>
  queryOptions({
    queryKey: ["compliance", "control", address, scope],
    queryFn: ({ signal }) =>
      getJson(serializeComplianceScope(controlPath(address), scope), ControlDetail, signal),
  });
