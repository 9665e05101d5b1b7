// Preloaded into web and worker: they run in process groups of their own, so that Ctrl-C reaches them in order
// through their parent; should it be killed outright, they must not outlive it.
if (process.channel) {
  process.channel.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
// Next forks helpers with our arguments. They live by their channel, which this would let go: no page would compile.
process.execArgv = process.execArgv.filter(
  (argument, index, all) => !names(argument) && !(argument === "--import" && names(all[index + 1] ?? "")),
);
function names(argument: string): boolean {
  return argument.includes("exit-with-parent");
}
export {};
