/** `durable` keeps what it acknowledged through a crash; `volatile` trades that for speed, for databases that are thrown away. */
export type Durability = "durable" | "volatile";

const always = {
  listen_addresses: "127.0.0.1",
  // Sockets in a shared folder would be a second door.
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // Compiling a query that runs for a millisecond costs more than it saves.
  jit: "off",
  shared_buffers: "256MB",
  max_connections: "300",
  log_min_messages: "warning",
  log_checkpoints: "off",
};

const volatile = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "4GB",
  checkpoint_timeout: "1h",
};

/** The server's settings as command line arguments. */
export function postgresArguments(cluster: string, port: number, durability: Durability): string[] {
  const settings = { ...always, port: String(port), ...(durability === "volatile" ? volatile : {}) };
  return ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}
