import {
  Bot,
  Box,
  Boxes,
  Braces,
  BrainCircuit,
  Cable,
  Container,
  Cpu,
  Database,
  FileClock,
  FileKey,
  Files,
  FlaskConical,
  Globe,
  GraduationCap,
  Hammer,
  KeyRound,
  LibraryBig,
  Network,
  NotebookText,
  ScanSearch,
  ShieldCheck,
  UserRound,
  Vault,
  Wrench,
  type LucideIcon,
} from "lucide-react";

import type { ResourceClass } from "#lib/domain/resource-class.ts";

import { cn } from "../ui/cn.ts";

const icons: Record<ResourceClass, LucideIcon> = {
  account: Globe,
  "ai-service": BrainCircuit,
  model: Box,
  "model-deployment": Boxes,
  agent: Bot,
  "agent-tool": Wrench,
  guardrail: ShieldCheck,
  "knowledge-base": LibraryBig,
  "vector-store": ScanSearch,
  "data-store": Database,
  dataset: Files,
  identity: UserRound,
  policy: FileKey,
  secret: KeyRound,
  key: KeyRound,
  "key-vault": Vault,
  api: Cable,
  compute: Cpu,
  notebook: NotebookText,
  workspace: FlaskConical,
  "training-job": GraduationCap,
  build: Hammer,
  "image-registry": Container,
  network: Network,
  "private-endpoint": Network,
  "audit-log": FileClock,
};

const isKnown = (name: string): name is ResourceClass => Object.hasOwn(icons, name);

/** The icon of a resource's class; a class newer than this page has a plain one. */
export function ClassIcon({ name, className }: { name: string; className?: string }) {
  const Icon = isKnown(name) ? icons[name] : Braces;
  return <Icon className={cn("size-4 shrink-0", className)} aria-hidden />;
}
