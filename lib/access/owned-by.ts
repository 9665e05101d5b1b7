import { sql, type Sql } from "#lib/platform/sql.ts";

/** Whether `row`, the alias of a table that has owners, is assigned to a person or to one of their teams. */
export const ownedBy = (row: Sql, userId: string): Sql =>
  sql`(${row}."assigneeId" = ${userId}::uuid OR EXISTS (
    SELECT 1 FROM "TeamMember" m
    WHERE m."organizationId" = ${row}."organizationId" AND m."teamId" = ${row}."teamId" AND m."userId" = ${userId}::uuid))`;
