import type { Context } from "#lib/access/context.ts";
import type { CellAddress } from "#lib/contract/responsibility.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ResponsibilityModel, ResponsibilityRow } from "#lib/domain/responsibility-model.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { responsibilityModels } from "./models/registry.ts";

/** The model of that id. Throws `not-found`. */
export function modelOf(id: string): ResponsibilityModel {
  const model = responsibilityModels.find((known) => known.id === id);
  if (!model) throw new AppError("not-found", "There is no such responsibility model.");
  return model;
}

export type CellPlace = {
  model: ResponsibilityModel;
  row: ResponsibilityRow;
  workload: { id: string; name: string; serviceModel: string };
};

/** Where a cell is: its model, its row, and its workload in this organization. Throws `not-found`. */
export async function findCell(tx: Tx, ctx: Context, address: CellAddress): Promise<CellPlace> {
  const model = modelOf(address.modelId);
  const row = model.rows.find(({ id }) => id === address.rowId);
  const workload = await tx.workload.findFirst({
    where: { organizationId: ctx.organizationId, id: address.workloadId, removedAt: null },
    select: { id: true, name: true, serviceModel: true },
  });
  if (!row || !workload) throw new AppError("not-found", "There is no such responsibility.");
  return { model, row, workload };
}
