/** Words of the accessibility statement in short; the whole one is docs/accessibilita.md. */
export const accessibility = {
  lead: "La console è parzialmente conforme alla norma UNI CEI EN 301549 e alle WCAG 2.1, livello AA. Il controllo è stato fatto da chi la sviluppa, non da un ente esterno.",
  scope: {
    title: "A che cosa si riferisce",
    text: "A queste pagine, così come sono distribuite. Ogni ente che le usa pubblica la propria dichiarazione, con i propri recapiti, secondo il modello AgID.",
  },
  gaps: {
    title: "Che cosa manca",
    list: {
      pages: "Flussi, Registri, Da fare e Amministrazione non hanno ancora un esame automatico.",
      readers: "Nessuna prova sistematica con lettori di schermo e con persone con disabilità.",
      charts:
        "I diagrammi dei flussi e dell’andamento non si percorrono da tastiera: gli stessi numeri sono nelle tabelle accanto.",
      language:
        "Con la pagina in inglese, le parole che vengono dal registro e dalle regole possono restare in italiano.",
      tables: "A 320 pixel le tabelle larghe scorrono di lato nel proprio riquadro.",
    },
  },
  tested: {
    title: "Come è stato controllato",
    list: {
      axe: "Esame automatico con axe (WCAG 2.2 A e AA) di accesso, finalità, Scambi, una voce, un evento, Prove e Regole.",
      keyboard:
        "Prove da sola tastiera: accesso, finalità, verifica del registro, «Perché?» di un campo.",
      narrow:
        "A 320 pixel, che è anche lo zoom al 400 %, quelle stesse pagine non scorrono di lato.",
    },
  },
  feedback: {
    title: "Segnalare una difficoltà",
    text: "Scrivi all’ente che ti ha dato l’accesso: dì la pagina, che cosa volevi fare e con quale ausilio. Se la risposta non arriva entro 30 giorni o non basta, puoi rivolgerti al Difensore civico per il digitale, presso AgID.",
  },
} as const;
