/** What the scripts of the edition share, for the type checker. */

interface Token {
  key: string;
  word: string;
  from: number;
  to: number;
}
interface Part {
  key: string;
  open?: boolean;
  near?: string[];
  at?: Set<Unit>;
  whole?: Set<Unit>;
}
type Term = Part[];
interface Query {
  terms: Term[];
  quoted: Term[];
  phrase: Part[] | false;
}
interface Unit {
  kind: string;
  scope: string;
  page: string;
  file: string;
  anchor: string;
  reference: string;
  named: number;
  implied: number;
  text?: string;
  tokens?: Token[];
  score?: number;
  sought?: boolean;
}
interface Found {
  hits: Unit[];
  some: boolean;
  near: string[];
  marks: (unit: Unit) => [number, number][];
  wider?: number;
}
type Read = (unit: Unit) => Promise<Token[]>;
type Entry = [key: string, units: Unit[]];
type LookUp = (parts: Part[]) => Promise<Entry[]>;
type Groups = [Omit<Unit, "reference">, string, string][];
type Packed = [firsts: string, groups: Groups, certainties: string[], numbers: string];

interface Matching {
  completions(query: string, units: Unit[]): string[];
  edits(one: string, other: string, left: number): number;
  find(query: string, units: Unit[], lookUp: LookUp, read: Read): Promise<Found>;
  fold(word: string): string;
  places(tokens: { key: string }[], term: Term): [number, number][];
  plain(reference: string, dropped: string, note: string): string;
  unpack(packed: Packed, loadKeys: (file: number) => Promise<[string, string]>): { units: Unit[]; lookUp: LookUp };
  words(text: string): Token[];
}

interface Given {
  locator: string;
  quotation: string;
  address: string;
}
interface TextRun {
  text: string;
  from: number;
  to: number;
  apart: unknown;
  block: unknown;
}
interface CutRun {
  words: string[];
  first: number;
  from: number;
  to: number;
  tight: string;
}
interface Piece {
  prefix: string[];
  words: string[];
  suffix: string[];
}
interface Quoting {
  fill(template: string, notation: string, given: Given): string;
  fragment(given: TextRun[]): string;
  nested(words: string, quotes: string[]): string;
  span(from: string, to: string): string;
}

type CitingForm = [id: string, label: string, notation: string, part: string, whole?: string];
interface CitingData {
  quotes: string[];
  site: string;
  quotation: CitingForm;
  forms: CitingForm[];
  places: Record<string, Record<string, string>>;
}

/** A note in the margin: the top it would have by its call, its whole height, and whether a reader unfolded it */
interface Row {
  wanted: number;
  full: number;
  open: boolean;
}

interface Edition {
  all(selector: string, within?: ParentNode): any[];
  base: string;
  lang: string;
  load(name: string): Promise<unknown>;
  make(tag: string, properties: object, ...content: (string | Node)[]): any;
  matching: Matching;
  one(selector: string, within?: ParentNode): any;
  page: string;
  quoting: Quoting;
  say(name: string, given?: Record<string, any>): string;
}

interface Window {
  edition: Edition;
  editionCiting: CitingData;
  editionFolding: { word: string; foreign: string; tags: string[]; steps: [string, string][] };
  editionIndex: Packed;
  editionKeys: [string, string][];
  editionPreviews: Record<string, string>;
  editionWords: Record<string, string>;
}
declare var edition: Edition;
