import type { Mode } from "#libs/incident/event";

/** Keys of one room in one mode that exchange may use (clarification 21), 32 bytes each. */
export interface RoomKeys {
  /** Derives incident and event ids from the room's own ids. */
  readonly naming: Uint8Array;
  /** Inverts the aliases that the room was given. */
  readonly alias: Uint8Array;
  /** Turns the room's opaque operator references into pseudonyms. */
  readonly operator: Uint8Array;
  /** Seals the room's feed cursors. */
  readonly cursor: Uint8Array;
}

/** What exchange knows of one room. */
export interface RoomSecrets {
  readonly id: string;
  readonly keys: Readonly<Record<Mode, RoomKeys>>;
  /** X25519 public key of the room's privacy officer, 32 bytes: quarantine is sealed to it. */
  readonly officer: Uint8Array;
}
