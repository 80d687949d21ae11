import { describe, expect, test } from "@jest/globals";
import { hasPersonalShape } from "./shapes.ts";

const at = "2026-11-22T10:00:00.000Z";

/** Texts of ordinary work, by leaf: none of them may be refused. */
const ordinary: Readonly<Record<string, readonly string[]>> = {
  "place.street": [
    ...[
      "Via Roma",
      "VIA XX SETTEMBRE",
      "Via 25 Aprile",
      "Via IV Novembre 1918",
      "Largo 2 giugno 1946",
    ],
    ...[
      "Piazza 8 marzo",
      "Corso Vittorio Emanuele II",
      "Via Papa Giovanni XXIII",
      "Via 11 settembre 2001",
    ],
    ...[
      "V.le Trento e Trieste",
      "P.zza Stradivari",
      "C.so Garibaldi 12/A",
      "Via dell'Annona 5 int. 3",
    ],
    ...[
      "Via Sintetica 12 bis scala B piano 3",
      "Via Sintetica 1-3-5",
      "Via Sintetica 22/24/26",
      "Via dei Mille 1000",
    ],
    ...[
      "SS 10 km 231+450",
      "SP 415 km 12.345",
      "S.P. 83 km 3",
      "SS10 Padana Inferiore",
      "A21 km 178+300 dir. Brescia",
    ],
    ...[
      "A21 casello di Cremona",
      "A1 km 52+100 carreggiata nord",
      "Tangenziale Ovest uscita 5",
      "E70",
      "SPexSS 234",
    ],
    ...[
      "Autostrada A21 tra km 170 e km 175",
      "svincolo A21/SS10",
      "raccordo R49",
      "ex SS 45 bis km 4+200",
    ],
    ...[
      "rotatoria via Mantova / via Persico",
      "incrocio via Roma angolo via Verdi",
      "sottopasso FS km 88+012",
    ],
    ...[
      "fronte civico 100, a 200 m dal ponte",
      "a 50 mt dal semaforo",
      "dopo 300 metri",
      "altezza palo 1234",
    ],
    ...["26100 Cremona (CR)", "Cremona, 26100", "26100 CREMONA", "CAP 26100", "I-26100"],
    ...[
      "dalle 08.30 alle 12.30",
      "08.30-12.30 e 14.00-18.00",
      "ore 23:45",
      "orario 7.30/19.30",
      "H24",
    ],
    ...["edificio del 1934", "costruito nel 1962", "anno 1980", "capannone 2004", "villa del 1800"],
    ...[
      "protocollo 12345/2026",
      "prot. n. 0012345 del 2026",
      "pratica 2026/123456",
      "ordinanza 45/2026",
      "rif. 20260012345",
    ],
    ...[
      "lotto 12345678",
      "cabina ENEL 123456",
      "palo luce n. 00421",
      "binario 3",
      "gate B12",
      "molo 7",
      "fermata 1024",
    ],
    ...[
      "parcheggio P2 livello -1",
      "scuola primaria n. 3",
      "Istituto comprensivo Cremona Uno",
      "padiglione 4 stand 112",
    ],
    ...[
      "numero verde 112",
      "emergenza 112",
      "civ. 3",
      "n.c. 3331",
      "mappali 45/46/1980",
      "particelle 13/14/1980",
      "lotto 0/0/1980",
      "civici 3/12/15/20/22",
      "snc",
      "area 51",
      "isolato 12",
      "particella 345",
    ],
    ...[
      "foglio 12 mappale 345 sub 6",
      "fg. 45 part. 1234",
      "Cascina Sintetica Nuova",
      "loc. Boschetto",
      "fraz. Cavatigozzi",
    ],
    ...["45.1333, 10.0227", "45,1333 10,0227", "N 45°08' E 10°01'", "argine maestro del Po, km 3"],
    ...[
      "lavori fino al 31/12/2031",
      "dal 5 al 9 dicembre",
      "mercato del sabato",
      "fiera 2026",
      "festa del 15 agosto",
    ],
    ...[
      "Straße 5",
      "Piazza Duomo/Domplatz",
      "Via Nizza (ex Fiat)",
      "Via Stefano Leonida Bissolati",
    ],
    ...[
      "Via Natale del Grande",
      "Via Innata",
      "Natatorium",
      "Classe 3 B, scuola media",
      "classe V A",
    ],
  ],
  "place.number": [
    ...[
      "12",
      "12/A",
      "12 A",
      "12bis",
      "12 bis/2",
      "12-14",
      "12/14/16",
      "SNC",
      "s.n.c.",
      "km 3+200",
      "KM 231+450",
    ],
    ...[
      "0",
      "100",
      "1024",
      "3/5 int. 2",
      "sc. B p. 3",
      "1°",
      "1r",
      "14 rosso",
      "5/7",
      "kilometro 12",
    ],
  ],
  "vehicle.make": [
    ...[
      "FIAT",
      "Citroën",
      "Alfa Romeo",
      "Mercedes-Benz",
      "Škoda",
      "Rolls-Royce",
      "BMW",
      "DS",
      "MG",
      "Lynk & Co",
    ],
    ...[
      "Ferrari",
      "Moto Guzzi",
      "Piaggio",
      "Iveco",
      "Harley-Davidson",
      "KTM",
      "DR",
      "Harley Davidson 1903",
      "SsangYong",
    ],
  ],
  "vehicle.model": [
    ...[
      "Panda 4x4",
      "500L",
      "500X",
      "500 C",
      "Punto 1.2 16V",
      "Classe A 180",
      "Classe E 220 CDI",
      "Serie 3 320d",
    ],
    ...[
      "A4 2.0 TDI 150 CV",
      "C3",
      "C4 Picasso 1.6 HDi",
      "308 SW",
      "3008",
      "5008 GT",
      "X1 xDrive",
      "XC60",
      "XC90 T8",
    ],
    ...[
      "XJ6000",
      "XT1200Z",
      "XSR700",
      "XMAX 300",
      "CB 500 X",
      "CBR 1000 RR",
      "GSX-R 750",
      "R 1250 GS",
      "MT-07",
      "F 800 GT",
    ],
    ...[
      "Ducato 35 2.3 MJT",
      "Daily 35C15",
      "Golf VII",
      "Giulia 2.2",
      "124 Spider 1968",
      "Vespa 125 Primavera",
      "Model 3",
    ],
    ...[
      "Panda del 2004",
      "GLA 200 d",
      "Q3 35 TFSI",
      "i20 1.0 T-GDI",
      "ID.3",
      "e-208",
      "Zoe R110",
      "Yaris 1.5 VVT-i 116 CV",
    ],
  ],
  "unit.call_sign": [
    ...[
      "VOLANTE 2",
      "GAZZELLA 1",
      "PATTUGLIA 12",
      "MOTO 3",
      "AUTO 07",
      "DELTA 21",
      "ALFA-1",
      "SIERRA 4/B",
      "PL-12",
    ],
    ...[
      "CR 01",
      "CR 12",
      "LUPO 3",
      "AQUILA 112",
      "NUCLEO RADIOMOBILE 2",
      "SIENA 20",
      "RADIO 5",
      "BRAVO 10-4",
      "V2",
      "UNITA 118",
    ],
  ],
  "image.reference": [
    ...[
      "img:sintetica-1",
      "urn:uuid:3f1c2b5a-9d4e-4c1b-8a6f-0e5d7c9b1a2f",
      "cam-12/2026-11-22/10.05.00.jpg",
    ],
    ...[
      "IMG_20261122_101500.jpg",
      "DSC00012.JPG",
      "https://foto.example/r/2026/11/22/000123456.jpg",
      "frame-1700000000000.png",
    ],
    ...[
      "s3://prove/312/2026/11/22/foto.jpg",
      "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ],
    ...[
      "telecamera-07_ch2_t=1532",
      "00000000012345.jpg",
      "video/0012/0034.mp4#t=10,20".replace(",", "-"),
      "P1010023.jpg",
    ],
    ...[
      "PXL_20261122_093000123.MP.jpg",
      "bodycam/AX-00417/clip-0093",
      "b1946ac92492d2347c6235b4d2611184",
    ],
  ],
};

/** Ordinary texts that are refused, each for looking like what is named: measured, and told in the documentation. */
const refusedAnyway: readonly (readonly [path: string, text: string, looksLike: string])[] = [
  [
    "place.street",
    "al 200 mt dal ponte",
    "a plate of two letters, three digits, two letters: write 'a 200 m'",
  ],
  ["place.street", "Cremona CR 26100", "a plate of the province: write the postal code first"],
  ["place.street", "prot. AB12345", "a plate of a motorcycle"],
  ["place.street", "civici 3 12 15 20 22", "a mobile number"],
  ["place.street", "chiuso dal 01/06/2024", "a date of birth"],
  ["place.street", "verbale 0012345678", "a number with the prefix 00"],
  ["place.street", "lotto 3201234567", "a mobile number"],
  ["place.street", "tel. 123456 (colonnina SOS)", "a telephone number after 'tel'"],
  ["vehicle.model", "CX 500 TC", "a plate; a model, synthetic here"],
  ["vehicle.model", "GS 550 ES", "a plate; a model, synthetic here"],
  ["unit.call_sign", "CR 12345", "a plate of the province"],
  ["image.reference", "lettura-ZZ000ZZ.jpg", "a plate: which it is"],
  ["image.reference", "frame-3201234567.png", "a mobile number"],
];

function isRefused(path: string, text: string): boolean {
  const shapes =
    path === "image.reference" ? "reference" : path === "unit.call_sign" ? "token" : "name";
  return hasPersonalShape(text, { path, shapes, at });
}

describe("texts of ordinary work are let pass", () => {
  for (const [path, texts] of Object.entries(ordinary)) {
    test(path, () => {
      expect(texts.filter((text) => isRefused(path, text))).toEqual([]);
    });
  }
});

describe("what is refused although it is nobody's", () => {
  test("is exactly this list", () => {
    const refused = refusedAnyway.filter(([path, text]) => isRefused(path, text));
    expect(refused).toEqual(refusedAnyway);
  });
});
