import { accessibility } from "./accessibility.en.ts";
import { administrationEn } from "./administration.en.ts";
import { codes } from "./codes.en.ts";
import { exchange, exchanges } from "./exchanges.en.ts";
import { flows } from "./flows.en.ts";
import { incident } from "./incident.en.ts";
import type { Words } from "./it.ts";
import { proof } from "./proof.en.ts";
import { en as queues } from "./queues.en.ts";
import { registers } from "./registers.en.ts";
import { rules } from "./rules.en.ts";

export const en: Words = {
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
  },
  session: {
    signIn: "Sign in",
    signOut: "Sign out",
    title: "Raccordo console",
    lead: "Who exchanged what with whom, by which rule, and the proof that nothing is missing.",
    every: "Every consultation is recorded with its purpose.",
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
    page: "This page cannot show what it was given",
    pageAdvice: "Try again; if it happens again, tell the administrator. The other pages work.",
    title: "This could not be done",
    again: "Try again",
    reference: "Reference: {{instance}}",
    offline: "The console does not answer. Check the connection and try again.",
  },
  accessibility,
  codes,
  flows,
  registers,
  exchanges,
  exchange,
  proof,
  incident,
  rules,
  administration: administrationEn,
  queues,
  loading: "Loading",
  welcome: {
    title: "You have signed in",
    lead: "The screens of a room’s operator are not here yet: the room goes on using its own system.",
  },
  notFound: { title: "Page not found", lead: "No page has this address." },
  footer: {
    accessibility: "Accessibility statement",
    api: "Description of the API",
    licence: "Free software, EUPL 1.2",
  },
};
