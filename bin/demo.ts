/** Connects the recorded demo estate and shows its syncs until there are issues. */
export async function syncDemo(_organizationId: string, _signal: AbortSignal): Promise<void> {}
