import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  icon?: LucideIcon;
  title: string;
  /** What to do next, in one sentence. */
  children?: ReactNode;
  action?: ReactNode;
  /** It is the whole page, so its title is the page's. */
  isPage?: boolean;
};

export function EmptyState({ icon: Icon, title, children, action, isPage }: Props) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      {Icon && <Icon className="mb-2 size-5 text-faint" aria-hidden />}
      <Title className="text-sm font-medium">{title}</Title>
      {children && <p className="max-w-md text-sm text-balance text-muted">{children}</p>}
      {action && <div className="mt-3 flex gap-2">{action}</div>}
    </div>
  );
}
