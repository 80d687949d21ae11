/** What `audit verify --from` says. */
export const verifyTexts = {
  "verify-from-beyond": {
    it: "Il registro firmato ha {size} voci, contate da 0: dalla {from} in poi non c'è nulla. Se qualcuno ne ha viste di più, è stato riportato indietro: confrontalo con --seen e un checkpoint conservato.",
    en: "The signed log has {size} entries, counted from 0: there is nothing from {from} on. If somebody has seen more of them, it was rolled back: compare it by --seen with a checkpoint that was kept.",
  },
  "verify-not-read": {
    it: "  NON lette: le voci da {from} a {to}, né le parti accanto; le loro impronte vengono dalle tessere dell'albero, che è quello firmato",
    en: "  NOT read: entries {from} to {to}, nor the parts beside them; their hashes come from the tiles of the tree, which is the one that was signed",
  },
  "verify-chains-from-there": {
    it: "  catene che vengono da lì: {chains}; la voce che ciascuna nomina è stata letta e controllata, quelle prima no. Che ogni sala abbia la sua parte si controlla dalla prossima configurazione in poi.",
    en: "  chains that come from there: {chains}; the entry that each one names was read and checked, those before it were not. That each room has its part is checked from the next configuration on.",
  },
} as const;
