import { Copyable } from "../ui/copyable.tsx";
import { shortAccount } from "../inventory/short-key.ts";

/** Accounts on one line: long ids by their ends, all of them whole on hover. */
export function AccountsInShort({
  accounts,
  shownMax = 3,
}: {
  accounts: readonly string[];
  shownMax?: number;
}) {
  if (accounts.length === 0) return "None read yet";
  const left = accounts.length - shownMax;
  return (
    <span className="font-mono text-xs leading-5" title={accounts.join(", ")}>
      {accounts.slice(0, shownMax).map(shortAccount).join(", ")}
      {left > 0 && ` and ${left} more`}
    </span>
  );
}

/** Accounts one under the other, each whole and to be copied. */
export function AccountList({ accounts }: { accounts: readonly string[] }) {
  if (accounts.length === 0) return "None read yet";
  return (
    <ul className="scroll-thin flex max-h-40 flex-col overflow-y-auto">
      {accounts.map((account) => (
        <li key={account} className="flex min-w-0">
          <Copyable text={account} className="[&>span]:text-text" />
        </li>
      ))}
    </ul>
  );
}
