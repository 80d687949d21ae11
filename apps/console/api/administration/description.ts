import type { z } from "zod";
import {
  askedSchema,
  installationSchema,
  revocationSchema,
  roomDetailSchema,
  roomListSchema,
  rotationOrderSchema,
  rotationSchema,
  storageSchema,
} from "./answers.ts";

/** Answers and orders of the administration, by the names that they have in the OpenAPI document. */
export const administrationSchemas: Readonly<Record<string, z.ZodType>> = {
  ...{
    Installation: installationSchema,
    Storage: storageSchema,
    AdministeredRooms: roomListSchema,
  },
  ...{ AdministeredRoom: roomDetailSchema, Rotation: rotationSchema, Revocation: revocationSchema },
  ...{ RoomAsked: askedSchema, RotationOrder: rotationOrderSchema },
};
