/**
 * How the engine of a worker is started. It allocates fast while it syncs and derives, and the engine answers by letting
 * what is young take up to 100 MiB more, most of it nothing that is needed; kept small, it costs a tenth more time.
 */
export const workerEngine: readonly string[] = ["--max-semi-space-size=8"];
