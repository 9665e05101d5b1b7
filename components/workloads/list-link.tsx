import Link from "next/link";

type Props = { shown: number; total: number; href: string; place: string };

/** The way to the list that a tab shows the beginning of, and how much of it does not stand here. */
export function ListLink({ shown, total, href, place }: Props) {
  if (total === 0) return null;
  return (
    <p className="px-4 py-3 text-sm text-muted sm:px-6">
      {shown < total && (
        <>
          {shown.toLocaleString("en")} of {total.toLocaleString("en")} stand here.{" "}
        </>
      )}
      <Link href={href} className="text-accent-text hover:underline">
        Open in {place}
      </Link>
    </p>
  );
}
