import type { Role } from "#lib/domain/permission.ts";

export const roleTexts: Record<Role, { title: string; does: string }> = {
  admin: { title: "Administrator", does: "Everything, and people, connections and settings" },
  analyst: { title: "Analyst", does: "Triage, assign, approve exceptions" },
  engineer: { title: "Engineer", does: "Work on what is assigned to them" },
  auditor: { title: "Auditor", does: "Read everything, change nothing" },
};

export const roleOptions = (["admin", "analyst", "engineer", "auditor"] as const).map((value) => ({
  value,
  label: roleTexts[value].title,
  hint: roleTexts[value].does,
}));
