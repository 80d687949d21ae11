import type { Words } from "./words.ts";

/** Texts of the page "Proof". */
export const proof: Words["proof"] = {
  lead: "Here this browser does the checking, with computations of its own: signatures, cosignatures of witnesses and roots are not believed because the console says so.",
  noCrypto:
    "This browser does not allow cryptographic computations at this address: it takes HTTPS, or 127.0.0.1. Use “raccordo audit verify”, or open the console over HTTPS.",
  years: "Log {{origin}}",
  state: {
    title: "State of the log",
    lead: "As the console shows it; press “Verify now” to check it here.",
    size: "{{size}} entries under the last signed checkpoint.",
    covered: "The quorum of witnesses has cosigned up to {{size}} entries (level L2).",
    notCovered: "The quorum of witnesses has not cosigned yet: level L1.",
    cosigned: "{{name}} has cosigned at {{at}}",
    cosignedUnknown: "{{name}} has cosigned",
    absent: "{{name}}: its cosignature is missing",
    noWitnesses: "The policy names no witness.",
    unreachable:
      "The process that signs the log does not answer: how the witnesses are is not known.",
    halted: "Signing of the log has STOPPED: {{reason}}",
    witnessState: "{{name}}: {{words}}; up to {{size}} entries",
    witnesses: "How the witnesses answer now",
  },
  verify: {
    title: "Verification",
    now: "Verify now",
    running: "Verifying…",
    good: "Everything fits: signatures, history and cosignatures are the expected ones.",
    open: "Nothing contradicts the log, but not everything is proved: read the open points.",
    bad: "THIS DOES NOT FIT: read the red alert at the top of the page.",
    at: "Verified by this browser at {{at}}.",
    outcome: { good: "Verified", open: "Open", bad: "DOES NOT FIT", absent: "Not there" },
    download: "Download everything that was received (JSON)",
  },
  steps: {
    key: "Key of the log",
    signature: "Signature of the checkpoint (Ed25519)",
    second: "Second signature (ML-DSA-44)",
    growth: "The log only grew",
    policy: "Policy of witnesses",
    witness: "Witness",
    quorum: "Quorum of witnesses",
    elsewhere: "Checkpoint had from others",
    proof: "Proof received",
    inclusion: "The entry is in the tree",
    sameLog: "It is the same log",
    shown: "Log seen before",
  },
  results: {
    keyFirst:
      "This browser sees this log for the first time: the key is taken as shown. Compare it with the one had from another source: {{vkey}}",
    keySame: "The key is the one that this browser knows.",
    keyChanged:
      "The log’s key is NOT the one that this browser knows. Before: {{before}} – now: {{vkey}}",
    keyMalformed: "The key shown is no valid key.",
    signed: "Signed by the log’s key: {{size}} entries, root {{root}}",
    checkpointMalformed: "The checkpoint shown is no checkpoint.",
    logOther: "The checkpoint is another log’s.",
    signatureMissing: "No signature by the log’s key: another key has signed it, or nobody.",
    signatureWrong: "The log’s signature is false: the text was changed after it was signed.",
    secondSigned: "The second signature is good too.",
    secondNone: "This log has no second signature.",
    secondMissing:
      "The log says that it signs with ML-DSA-44 too, and this signature is not there.",
    secondDropped: "There was a second signature, and now the log says that it has none.",
    secondChanged: "The key of the second signature is not the one that this browser knows.",
    secondWrong: "The second signature is false, or its key is not valid.",
    growthFirst:
      "First visit: from now on this browser remembers {{size}} entries and can tell whether history changes.",
    growthNone: "The same {{size}} entries and the same root as last time.",
    grown: "From {{from}} entries seen at {{at}} to {{size}} now: only additions, proved.",
    forked:
      "FORK: for {{size}} entries there are two different roots signed by the same key. Two histories were shown.",
    shrunken:
      "LOG SHORTENED: {{from}} entries were known, {{size}} are shown now. The end is missing.",
    replayed:
      "OLD CHECKPOINT: the one of {{size}} entries is shown again, while this browser has seen {{from}} already.",
    rewritten:
      "HISTORY REWRITTEN: the log of {{size}} entries does not begin with the {{from}} entries that are known. An earlier entry was changed or removed.",
    growthMalformed:
      "The proof that the log only grew is cut off or no proof ({{from}} → {{size}}).",
    growthRefused: "The console refuses to prove that the log only grew ({{from}} → {{size}}).",
    policyNone: "There is no policy of witnesses: no cosignature counts.",
    policyFirst:
      "Policy seen for the first time: {{witnesses}} witnesses, quorum “{{quorum}}”. Compare it with the one had from another source.",
    policySame:
      "The policy is the one that this browser knows: {{witnesses}} witnesses, quorum “{{quorum}}”.",
    policyChanged:
      "The policy shown is NOT the one that this browser knows. The known one still counts here, until you accept the new one below.",
    policyMalformed: "The policy of witnesses cannot be read (line {{line}}).",
    cosigned: "{{name}} has cosigned {{size}} entries at {{at}} ({{algorithm}}, key {{key}})",
    witnessMissing: "{{name}}: its cosignature is missing.",
    witnessForged: "{{name}}: the cosignature is FORGED.",
    witnessReplayed:
      "{{name}}: the cosignature is TAKEN FROM ELSEWHERE, it is the one on {{from}} entries.",
    quorumMet: "The quorum “{{quorum}}” has cosigned up to {{covered}} entries: level L2.",
    quorumMissing:
      "The quorum “{{quorum}}” is not there: nobody shows that others have seen the same log.",
    quorumNobody: "The policy asks for no witness.",
    elsewhereAgrees:
      "It agrees: the checkpoint of {{from}} entries is the beginning of the log shown ({{size}} entries).",
    proofRead: "The proof was received with entry {{index}}: {{bytes}} bytes.",
    proofMalformed: "What arrived is no proof.",
    proofOfOther: "It is the proof of another entry: {{of}} and not {{index}}.",
    leafMissing: "The proof does not bring the entry along: it cannot be checked here.",
    included:
      "Entry {{index}} is among the {{size}} signed entries: from the hash {{leafHash}}, {{hashes}} steps lead to the root {{root}}",
    entryChanged: "ENTRY CHANGED: the bytes of entry {{index}} do not lead to the signed root.",
    siblingsSwapped: "The steps of the proof stand in a wrong order: the proof was altered.",
    proofLength: "The proof has fewer or more steps than it takes: it was cut off or lengthened.",
    sameLog: "It is the log checked above, not another one.",
    logGone: "LOG HIDDEN: this browser has seen “{{origin}}” and it is not shown any more.",
    logRetired:
      "“{{origin}}” is not shown any more. If its term is over, the log of a later year has the entry that says so.",
  },
  alarm: {
    title: "WARNING: the log is not what it should be",
    since: "Alert of {{at}}, log {{origin}}",
    means: "What it means",
    todo: "What to do",
    meanings: {
      history:
        "The log can only grow. Whoever keeps it has shown different histories, or has removed or changed something. A bad connection does not produce this result.",
      key: "What is shown is not signed by who must sign the log. It may be an installation made anew, or somebody in between.",
      witness:
        "A cosignature is not of the witness whose name it bears. Nobody can say that others have seen this log.",
      proof:
        "The console has answered with a proof that proves nothing. Either the answer was altered, or the entry is not in the log.",
    },
    steps: {
      keep: "Download the evidence at once: it holds everything that was received, with the signatures.",
      tell: "Correct nothing and restart nothing: tell the controller, who keeps the witnesses and, where needed, the Garante.",
      compare:
        "Ask a witness or a monitor for its checkpoint and paste it below, to know which history is the true one.",
    },
    download: "Download the evidence (JSON)",
    confirm: "I have downloaded the evidence and told whoever must know",
    close: "Remove the alert",
  },
  entry: {
    title: "Proof of an entry",
    lead: "An entry is named by the year of its log and its number, as on the page Exchanges.",
    year: "Year",
    index: "Number of the entry",
    check: "Verify the entry",
    wrong: "Write a year of four digits and a whole number.",
    noLog: "There is no log of that year whose signature is good.",
    bytes: "The entry, byte by byte, as it is in the log",
    download: "Download the proof (c2sp.org/tlog-proof@v1)",
  },
  kept: {
    title: "What this browser keeps",
    lead: "Of each log the key, the policy and the checkpoints seen stay here, and only here. The first time what is shown is believed; from then on every change is seen. Who clears the browser’s data begins with a first time again.",
    none: "Nothing yet: the first verification begins the memory.",
    damaged:
      "What this browser kept cannot be read: its memory begins again with the next verification. If nobody touched the browser’s data, tell its administrator.",
    caption: "Checkpoints seen of the log {{origin}}",
    size: "Entries",
    root: "Root",
    at: "Seen",
    key: "Key: {{vkey}}",
    acceptPolicy: "Accept the policy shown now",
    policyNow: "Policy shown now, to be compared line by line:",
    forget: "Forget this log",
    forgetLead:
      "Only if you know why the log has changed (for instance an installation made anew) and have compared the new key with one had from another source.",
    forgetConfirm: "I have compared the new key",
    download: "Download what is kept (JSON)",
  },
  elsewhere: {
    title: "Compare with a checkpoint had from others",
    lead: "Paste the checkpoint of a witness, a monitor or another office: if the history shown here is another one, it will be seen.",
    label: "Checkpoint (all lines)",
    check: "Compare",
    noLog: "This checkpoint is of no log that is shown here with a good signature.",
  },
  openings: {
    title: "Openings of a room",
    lead: "What a room of your controller is handed to check the log about itself (“raccordo audit slots”). It is a reading, and is recorded.",
    room: "Room of your controller",
    year: "Year",
    get: "Download the openings",
    progress: "Read {{done}} entries…",
    done: "Openings: {{lines}}; with others’ data withheld: {{withheld}}; damaged: {{damaged}}.",
  },
  pack: {
    title: "Pack to hand over",
    lead: "A zip with entries, proofs, signatures, documents and the verifier that needs no network. It opens only what is of your controller: {{titolare}}. Of others hashes remain that cannot be opened. That it leaves is recorded before the first byte.",
    from: "From the day",
    to: "To the day (included)",
    get: "Prepare and download the pack",
    making: "Preparing…",
    progress: "Received {{percent}} %",
    done: "The pack was downloaded: {{bytes}} bytes.",
    sha256: "SHA-256 computed here: {{sha256}}",
    same: "It is the one written in the log.",
    other: "It is NOT the one that the console announced: do not use this pack.",
    entry: "That it left is entry {{place}} of the log.",
    prove: "Verify that entry",
    wrong: "Choose two days, the first not after the second.",
  },
};
