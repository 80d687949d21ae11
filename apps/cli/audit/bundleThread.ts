import { answerRequests, Moved } from "#libs/runtime/workerAnswers";
import { buffersOf, packBundle } from "#libs/tilestore/packedBundle";
import { readBundle } from "#libs/tilestore/readBundle";
import { fileSource } from "#libs/tilestore/tileSource";
import { type BundleAnswer, type BundleRequest, sentBytesMax } from "./bundleThreads.ts";

/** A thread of `bundleThreads`: reads and checks bundles of the log in one folder. */
answerRequests((folder: string) => {
  const source = fileSource(folder);
  return async (asked: BundleRequest): Promise<Moved<BundleAnswer>> => {
    const bundle = await readBundle(source, asked);
    const bytes = bundle.others.reduce(
      (sum, { leaf, part }) => sum + leaf.length + (part?.length ?? 0),
      0,
    );
    if (bytes > sentBytesMax) return new Moved("too-large", []);
    const packed = packBundle(bundle);
    return new Moved(packed, buffersOf(packed));
  };
});
