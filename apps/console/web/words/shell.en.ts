import type { Words } from "./words.ts";

export const shell: Words["shell"] = {
  product: "Raccordo",
  tagline: "Interconnection of operations rooms",
  skip: { content: "Skip to content", menu: "Skip to menu" },
  language: { label: "Language", it: "Italiano", en: "English" },
  menu: {
    label: "Main menu",
    open: "Open the menu",
    exchanges: "Exchanges",
    flows: "Flows",
    proof: "Proof",
    rules: "Rules",
    queues: "To do",
    registers: "Registers",
    administration: "Administration",
    operator: "Operations room",
    waiting: "waiting",
  },
  session: {
    signIn: "Sign in",
    signOut: "Sign out",
    title: "Raccordo console",
    lead: "Who exchanged what with whom, by which rule, and the proof that nothing is missing.",
    every: "Every consultation is recorded with its purpose.",
    end: {
      title: "The session ends at {{at}}",
      idle: "For almost half an hour you have asked nothing of the console. If you stay, you go on where you are; otherwise you will have to sign in again, and come back to this page.",
      age: "A session lasts eight hours at most and cannot be prolonged. Finish what you are doing: then you will sign in again, and come back to this page.",
      stay: "Stay",
      understood: "I understand",
    },
    unsent: {
      title: "The session ended while this was open and not sent:",
      lead: "What you had chosen or typed there was not sent and is not kept: do it again if it is still needed. You are back on the same page; filters that were applied and saved views are still there.",
      before:
        "The session has ended. What you had chosen or typed and not yet sent was not sent and is not kept. After signing in you come back to this page, with the filters that were applied.",
    },
    faults: {
      "issuer-missing":
        "No identity provider is configured for this installation (deploy/identity.yaml).",
      "issuer-unreachable": "The identity provider does not answer. Try again soon.",
      "login-refused": "The identity provider did not confirm the sign-in. Try again.",
      "login-expired": "Signing in took too long, or was begun in another window. Try again.",
      "role-unknown": "You are signed in, but this account has no role in the console.",
    },
  },
  roles: {
    privacy_officer: "Data protection officer",
    operations: "Administrator",
    authority: "Supervisory authority",
    steering: "Cabina di regia (steering committee)",
    operator: "Room operator",
    dpo: "Data protection officer",
    room: "Operations room",
  },
  purpose: {
    title: "Why do you consult the log?",
    lead: "The purpose is recorded with every consultation of this session of work (D.Lgs. 51/2018, art. 21).",
    label: "Purpose",
    begin: "Begin",
    change: "Change purpose",
    current: "Purpose: {{purpose}}",
    missing: "Choose a purpose.",
    words: {
      lawfulness: "Checking that processing is lawful",
      supervision: "Internal control",
      incident_review: "Review of an incident",
      access_request: "Access request of a data subject",
      authority: "Request of the supervisory authority",
      criminal_proceedings: "Criminal proceedings",
      technical_check: "Technical check",
    },
  },
  alarm: {
    label: "Alarm about the log",
    title: "WARNING: a check of the log made in this browser has failed.",
    evidence: "See and keep the evidence",
    tell: "Tell the data protection officer.",
  },
  problem: {
    title: "This could not be done",
    again: "Try again",
    reference: "Reference: {{instance}}",
    offline: "The console does not answer. Check the connection and try again.",
    malformed:
      "The address of this page, or a filter, holds a value that the console does not know: half an incident or half a date, for example. Correct it, or start again from the menu.",
    perhapsDone:
      "The console did not answer. What you sent may already be recorded: load the page again and look before you send it once more.",
  },
  loading: "Loading",
  welcome: {
    title: "You have signed in",
    lead: "The screens of a room’s operator are not here yet: the room goes on using its own system.",
  },
  failed: {
    title: "This page could not be shown",
    lead: "It is a fault of the console, not yours: nothing in the log has changed. Load the page again; if it happens again, tell the administrator. The other pages stay in the menu.",
    reload: "Load the page again",
  },
  notFound: { title: "Page not found", lead: "No page has this address." },
  footer: {
    accessibility: "Accessibility statement",
    api: "Description of the API",
    times: "Times are those of Italy, except where it says UTC.",
    licence: "Free software, EUPL 1.2",
  },
};
