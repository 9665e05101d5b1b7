import { SearchX } from "lucide-react";
import Link from "next/link";

import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function NotFound() {
  return (
    <EmptyState
      icon={SearchX}
      isPage
      title="There is nothing here"
      action={
        <Button asChild>
          <Link href="/overview">Go to the overview</Link>
        </Button>
      }
    >
      It was removed, belongs to another organization, or the address is wrong. Search finds it by name or
      identifier.
    </EmptyState>
  );
}
