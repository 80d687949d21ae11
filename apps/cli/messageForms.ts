import type { ProtocolAdapter } from "#libs/incident/adapter";

/** Loaded only when asked for: CAP brings a megabyte of WebAssembly. */
export const adapterLoaders: Readonly<Record<string, () => Promise<ProtocolAdapter>>> = {
  native: async () => (await import("#libs/adapters/native/adapter")).nativeAdapter,
  cap: async () => (await import("#libs/adapters/cap/adapter")).capAdapter,
  scheda112: async () => (await import("#libs/adapters/scheda112/adapter")).scheda112Adapter,
};

/** Protocols that a message may be in. */
export const messageProtocols: readonly string[] = Object.keys(adapterLoaders);

/** "json" is native JSON as a message; a protocol's own format is what a room would be handed. */
export const targets = ["json", "native", "cap", "scheda112"] as const;
