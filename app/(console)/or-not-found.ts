import { notFound } from "next/navigation";
import { z } from "zod";

import { AppError } from "#lib/domain/errors.ts";

/** Shows the not-found page for what is not there, or not this organization's. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") notFound();
    throw error;
  }
}

/** An address with something else where an id belongs leads nowhere. */
export const idOrNotFound = (id: string): string => (z.uuid().safeParse(id).success ? id : notFound());
