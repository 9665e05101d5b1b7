// Preloaded into web and worker: they run in process groups of their own, so that Ctrl-C reaches them in order
// through their parent; should it be killed outright, they must not outlive it.
if (process.channel) {
  process.channel.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
export {};
