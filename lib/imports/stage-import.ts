import type pg from "pg";

import type { ImportedComponent, ImportedFinding, ImportSubject } from "#lib/domain/imported.ts";
import { copyRows, type Cell } from "#lib/platform/copy.ts";
import { subjectOf } from "./formats/subject.ts";
import {
  componentColumns,
  componentRow,
  findingColumns,
  findingRow,
  identityOf,
  ruleColumns,
  ruleRow,
} from "./staged-rows.ts";

/** Takes rows until they are many enough to be sent at once. */
export type Stage = {
  finding: (finding: ImportedFinding) => Promise<void>;
  component: (component: ImportedComponent) => Promise<void>;
  end: () => Promise<void>;
};

const batchRows = 1_000;
/** What a report repeats is left out while it is remembered; what it repeats later, when all is compared. */
const rememberedMax = 100_000;

/** Temporary tables that hold what a report says until it is compared with what is stored. */
export async function openStage(
  client: pg.PoolClient,
  scope: { id: string; name: string },
  remembered = rememberedMax,
): Promise<Stage> {
  const send = oneAhead();
  const findings = await openTable(client, send, "staged_finding", findingColumns);
  const rules = await openTable(client, send, "staged_rule", ruleColumns);
  const components = await openTable(client, send, "staged_component", componentColumns);
  const about = scope.name === "" ? null : subjectOf(scope.name);
  const seen = new Set<string>();
  const spokenFor = new Map<string, string>();
  let row = 0;
  return {
    finding: async (given) => {
      const finding = withScope(given, about);
      const identity = identityOf(finding, scope.id);
      if (seen.has(identity)) return;
      if (seen.size >= remembered) [seen, spokenFor].forEach((kept) => kept.clear());
      seen.add(identity);
      const staged = findingRow(finding, identity, ++row);
      await findings.add(staged);
      // A rule is told of as its worst finding tells it, and of several as bad by the first in order of identity.
      const rank = `${staged.severityRank}${identity}`;
      const known = spokenFor.get(staged.checkId);
      if (known !== undefined && known < rank) return;
      spokenFor.set(staged.checkId, rank);
      await rules.add(ruleRow(finding, staged));
    },
    component: (component) => components.add(componentRow(withScope(component, about), ++row)),
    end: async () => {
      for (const table of [findings, rules, components]) await table.flush(1);
      await send(() => Promise.resolve());
    },
  };
}

type Send = (copy: () => Promise<void>) => Promise<void>;

/** Sends one batch while the next is read, and has no more than those two. */
function oneAhead(): Send {
  let underWay = Promise.resolve();
  return async (copy) => {
    await underWay;
    underWay = copy();
    // Who waits for it is told; where the reading ends first, by its own error, nobody waits.
    underWay.catch(() => undefined);
  };
}

type Table<Column extends string> = {
  add: (row: Readonly<Record<Column, Cell>>) => Promise<void>;
  flush: (leastRows: number) => Promise<void>;
};

async function openTable<Column extends string>(
  client: pg.PoolClient,
  send: Send,
  name: string,
  types: Readonly<Record<Column, string>>,
): Promise<Table<Column>> {
  // Safe because these are our own constants, which have no keys but their own.
  const columns = Object.keys(types) as Column[];
  const definitions = columns.map((column) => `"${column}" ${types[column]}`).join(", ");
  await client.query(`CREATE TEMP TABLE ${name} (${definitions}) ON COMMIT DROP`);
  const rows: Cell[][] = [];
  const flush = async (leastRows: number): Promise<void> => {
    if (rows.length < leastRows) return;
    const batch = rows.splice(0);
    await send(() => copyRows(client, name, columns, batch));
  };
  return {
    add: (row) => {
      rows.push(columns.map((column) => row[column]));
      return flush(batchRows);
    },
    flush,
  };
}

/** What names no resource of its own is about what the import as a whole is about. */
const withScope = <Item extends { subject: ImportSubject }>(item: Item, about: ImportSubject | null): Item =>
  about === null || item.subject.keys.length > 0
    ? item
    : {
        ...item,
        subject: {
          ...item.subject,
          keys: about.keys,
          name: about.name,
          provider: item.subject.provider ?? about.provider,
          account: item.subject.account || about.account,
        },
      };
