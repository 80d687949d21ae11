import { type DynamicModule, Module } from "@nestjs/common";
import { KeyRequests } from "./keyRequests.ts";
import { VaultController } from "./vault.controller.ts";

/** Wiring only. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest's form of a module that is given its parts
export class VaultModule {
  static with(requests: KeyRequests): DynamicModule {
    return {
      module: VaultModule,
      controllers: [VaultController],
      providers: [{ provide: KeyRequests, useValue: requests }],
    };
  }
}
