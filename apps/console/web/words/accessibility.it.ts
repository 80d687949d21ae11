/** Words of the accessibility statement in short; the whole one is docs/accessibilita.md. */
export const accessibility = {
  lead: "La console è parzialmente conforme alla norma UNI CEI EN 301549 (WCAG 2.1, livello AA). Il controllo è stato fatto da chi la sviluppa, non da un ente esterno.",
  scope: {
    title: "A che cosa si riferisce",
    text: "A queste pagine, così come sono distribuite. È una base: ogni ente che le usa compila la propria dichiarazione presso AgID, con i propri recapiti, e la riesamina ogni anno.",
  },
  gaps: {
    title: "Contenuti non accessibili",
    lead: "Per inosservanza della legge 4/2004, o perché non ancora verificati:",
    list: {
      language:
        "Con la pagina in inglese, le parole degli articoli e delle regole restano in italiano e non sono segnate come tali.",
      dates:
        "I campi di data e la scelta di un file hanno il formato e la lingua del computer, che possono non essere quelli della pagina.",
      readers: "Nessuna prova con lettori di schermo e con persone con disabilità.",
      browsers: "Nessuna prova con browser diversi da Chromium.",
    },
    burden:
      "Nessun onere sproporzionato è invocato, e nessun contenuto è fuori dall’ambito della legge.",
    notes:
      "I diagrammi non si percorrono da tastiera: gli stessi numeri sono nelle tabelle accanto. Le tabelle larghe scorrono di lato nel proprio riquadro, a 320 pixel quasi tutte.",
  },
  tested: {
    title: "Redazione della dichiarazione",
    lead: "Redatta il 23 novembre 2026 con un’autovalutazione, che si rifà a ogni versione:",
    list: {
      axe: "Esame automatico con axe (WCAG 2.2 A e AA) di ogni pagina.",
      narrow: "A 320 pixel (zoom al 400 %) e con lo zoom al 200 % nessuna pagina scorre di lato.",
      keyboard:
        "Da sola tastiera: accesso, finalità, una voce, «Perché?» di un campo, verifica del registro. Le altre pagine non sono ancora provate così.",
    },
  },
  feedback: {
    title: "Segnalare una difficoltà",
    text: "Scrivi all’ente che ti ha dato l’accesso: di’ la pagina, che cosa volevi fare, con quale ausilio e quale browser. Non scrivere dati degli eventi.",
  },
  enforcement: {
    title: "Se la risposta non basta",
    text: "Se entro 30 giorni la risposta non arriva o non basta, puoi rivolgerti al Difensore civico per il digitale, presso AgID.",
  },
} as const;
