/** The link is in the output once; the database keeps only its hash. */
export function announceSignIn(address: string, signInPath: string | null): void {
  if (signInPath === null) return;
  console.log(`  Sign in, once:  ${address}${signInPath}`);
  console.log("  (then choose a password; until you have, each start makes a new link)");
}
