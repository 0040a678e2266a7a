// Preloaded by run.mjs: when run.mjs is killed outright, the channel to it closes, and this process stops as if asked to.
if (process.channel) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
