// Runs nats-server where the kernel cannot end it with us (no setpriv): its own end when our IPC channel closes.
import { spawn } from "node:child_process";

const [binary = "", ...args] = process.argv.slice(2);
const server = spawn(binary, args, { stdio: "ignore" });
server.on("error", () => process.exit(127));
server.on("exit", (code) => process.exit(code ?? 1));
process.on("disconnect", () => {
  server.kill("SIGKILL");
});
process.on("SIGTERM", () => {
  server.kill("SIGTERM");
});
