import { type DynamicModule, Module } from "@nestjs/common";
import { EpochRequests } from "./epochs/epochRequests.ts";
import { KeyRequests } from "./keyRequests.ts";
import { EpochController, VaultController } from "./vault.controller.ts";

/** Wiring only. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest's form of a module that is given its parts
export class VaultModule {
  static with(requests: KeyRequests, epochs: EpochRequests): DynamicModule {
    return {
      module: VaultModule,
      controllers: [VaultController, EpochController],
      providers: [
        { provide: KeyRequests, useValue: requests },
        { provide: EpochRequests, useValue: epochs },
      ],
    };
  }
}
