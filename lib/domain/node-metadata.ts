import type { Unknown } from "./unknown.ts";

/** Of a pod on AWS that no policy keeps from its node's metadata service: only the node's own settings tell more. */
export const hopLimitDecides: Unknown = {
  reason: "unsupported",
  call: "ec2:DescribeInstances",
  permission: null,
  message: "Whether answers of the metadata service reach pods is decided by the hop limit of the nodes",
};
