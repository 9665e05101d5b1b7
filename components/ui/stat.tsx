import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  label: string;
  value: ReactNode;
  hint?: ReactNode;
  /** The list this number counts. */ href?: string;
};

export function Stat({ label, value, hint, href }: Props) {
  const body = (
    <>
      <span className="text-xs text-muted">{label}</span>
      <span className="text-lg font-semibold">{value}</span>
      {hint && <span className="text-xs text-muted">{hint}</span>}
    </>
  );
  if (!href) return <div className="flex flex-col">{body}</div>;
  return (
    <Link href={href} className="-m-1.5 flex flex-col rounded-md p-1.5 hover:bg-hover">
      {body}
    </Link>
  );
}
