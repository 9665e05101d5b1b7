/** Stands for web and worker in tests of who starts and stops them: `FAKE_CHILD` says how it behaves. */
const behavior = process.env["FAKE_CHILD"];

process.stdout.write(`I am ${behavior ?? "nobody"}\n`);
if (behavior === "crash") process.exit(3);
process.on("SIGTERM", () => {
  if (behavior !== "deaf") process.exit(0);
});
setInterval(() => undefined, 1_000);
process.send?.("listening");
