import { systemDb } from "./db.ts";

/** Whether the database can be reached just now. */
export const databaseAnswers = (): Promise<boolean> =>
  systemDb().$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
