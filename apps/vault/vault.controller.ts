import { Controller, Inject } from "@nestjs/common";
import { MessagePattern, Payload } from "@nestjs/microservices";
import { vaultSubjects } from "#libs/eventlog/permissions";
import { EpochRequests } from "./epochs/epochRequests.ts";
import { KeyRequests } from "./keyRequests.ts";

/** The vault's requests, protobuf in and out: for keys VaultRequest and VaultReply. Who may ask is the account's matter. */
@Controller()
export class VaultController {
  readonly #requests: KeyRequests;

  constructor(@Inject(KeyRequests) requests: KeyRequests) {
    this.#requests = requests;
  }

  @MessagePattern(vaultSubjects.create)
  create(@Payload() request: Uint8Array): Promise<Uint8Array> {
    return this.#requests.create(request);
  }

  @MessagePattern(vaultSubjects.get)
  get(@Payload() request: Uint8Array): Promise<Uint8Array> {
    return this.#requests.get(request);
  }

  @MessagePattern(vaultSubjects.list)
  list(@Payload() request: Uint8Array): Promise<Uint8Array> {
    return this.#requests.list(request);
  }

  @MessagePattern(vaultSubjects.admit)
  admit(@Payload() request: Uint8Array): Promise<Uint8Array> {
    return this.#requests.admit(request);
  }

  @MessagePattern(vaultSubjects.shred)
  shred(@Payload() request: Uint8Array): Promise<Uint8Array> {
    return this.#requests.shred(request);
  }
}

/** Requests of whoever administers the installation about the epochs of the store. */
@Controller()
export class EpochController {
  readonly #requests: EpochRequests;

  constructor(@Inject(EpochRequests) requests: EpochRequests) {
    this.#requests = requests;
  }

  @MessagePattern(vaultSubjects.epochs)
  list(): Promise<Uint8Array> {
    return this.#requests.list();
  }

  @MessagePattern(vaultSubjects.rotate)
  rotate(): Promise<Uint8Array> {
    return this.#requests.rotate();
  }

  @MessagePattern(vaultSubjects.destroyEpoch)
  destroy(@Payload() request: Uint8Array): Promise<Uint8Array> {
    return this.#requests.destroy(request);
  }
}
