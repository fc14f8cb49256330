// What crosses the border between Python and a component, and what the stage of a map is about.
// files.d.ts has the files of the record, deck.d.ts the part of deck.gl that is used.
import type { CreateDeck, PickingInfo } from "./deck";
import type { Anchor, Bounds, City, Contents, County, Geometry, Language, LonLat, Shape, Theme, Words } from "./files";

export * from "./files";

declare global {
  /** From the bundle of deck.gl. */
  var createDeck: CreateDeck | undefined;
  /** Files of the record by name, in a page that carries them itself. */
  var fengtuCarried: Record<string, unknown> | undefined;
  /** For tests: a faster clock, and what is shown. */
  var fengtuPace: number | undefined;
  var fengtuMap: object | undefined;
  var fengtuExhibition: object | undefined;
}

// Components

/** Where a component draws. What begins with ft is kept on it between two runs of the script. */
export interface Host extends HTMLElement {
  ftPacked?: Uint8Array;
  /** Called by the loader of components/browser.py whenever Streamlit ends a run of the script. */
  ftStop?: () => void;
}

/** Takes back every listener, observer and timer of a component. */
export type Stop = () => void;

/** What a component's script is called with. */
export interface Component<Data, Event = never> {
  name: string;
  data: Data;
  parentElement: Host;
  setTriggerValue(name: "event", event: Event): void;
}

/** What Streamlit calls the loader with: the data are still packed. */
export type Packed = Component<Uint8Array, object>;

/** What every component is sent. */
export interface Shared { record: string; theme: Theme; language: Language; bits: Uint8Array }

/** `title` is that of the window; `chips` are the filters in force. */
export interface FrameData extends Shared { words: Words; notices: string[]; title: string; chips: Chip[] }
export type FrameEvent = { type: "theme" | "lang"; value: string } | ChipsEvent;

/** Filters whose options are ticked. */
export type Ticked = "sector" | "kind" | "city" | "county" | "basis" | "precision" | "role" | "unit";
/** Value, Chinese, English, the value it belongs to (the plans that name a unit). */
export type Option = [value: string, zh: string, en: string, of: string];
/** The sidebar: options of each group, what is said beside them, colours of the sectors, letters of the longest text. */
export type Options = Record<Ticked | "year", Option[]> & { words: Record<Language, Words>; colours: Record<Theme, Record<string, string>>; longest: number };
export interface FiltersData extends Shared {
  /** Of the groups in which anything is. */
  chosen: Partial<Record<Ticked, string[]>>;
  /** How many items each option would let pass, in the order of the options; `horizon` are those of a year that no year is written for. */
  counts: Record<Ticked | "year" | "horizon", number[]>;
  year: string;
  due: string;
  text: string;
  active: boolean;
  undo: boolean;
  /** Groups that change nothing on this page, and are not offered there. */
  idle?: (Ticked | "text" | "year")[];
}
/** A suggestion of the search box: the name of what is found, what that is of, its number of items or its place. */
export interface Suggested { value: string; text: string; of?: string; note: string; icon?: string }
/** What is suggested for the text that was `typed`; without any group, `none` says what to do. */
export interface SuggestionsData extends Shared {
  typed: string;
  groups: { group: string; label: string; options: Suggested[]; more: string }[];
  said: string;
  scope: string;
  none: string;
}
export type FilterEvent =
  | { type: "suggest"; text: string }
  | { type: "choose"; group: string; value: string }
  | { type: "toggle"; group: Ticked; value: string; on: boolean }
  | { type: "text" | "year" | "due"; value: string }
  | { type: "clear" | "undo" };

export interface Chip {
  group: Ticked | "text" | "year";
  value: string;
  label: string;
  /** Whether the page takes it into account; `note` says why not. */
  effect: boolean;
  note: string;
}
export interface ChipsData { label: string; chips: Chip[]; words: Words }
export type ChipsEvent = Exclude<FilterEvent, { type: "undo" | "suggest" | "choose" }>;

export interface ItemCard {
  id: string;
  name: string;
  name_other: string;
  icon: string;
  label: string;
  city: string;
  role: string;
  /** document id */
  plan: string;
  tier: string;
  quote: string;
  citation: string;
  errata: string[];
  facts: [label: string, value: string][];
  mentions: { id: string; quote: string; section: string }[];
  /** adcode; '' where the item has none */
  county: string;
  /** The zone or city of an item without a county, and what leads to its list. */
  anchor: { id: string; text: string } | null;
}
export interface Listed { id: string; name: string; kind: string; icon: string }
export interface AnchorCard {
  id: string;
  name: string;
  form: "zone" | "city";
  kind: string;
  count: string;
  extent: string;
  place: string;
  empty: string;
  chapters: { title: string; sections: { title: string; items: Listed[] }[] }[];
}
export interface CountyCard {
  adcode: string;
  name: string;
  city: string;
  count: string;
  warning: string;
  empty: string;
  covered: boolean;
  items: Listed[];
}
export interface CardData extends Shared { item: ItemCard | null; county: CountyCard | null; anchor: AnchorCard | null; words: Words }
export type CardEvent = { type: "item" | "anchor" | "plan"; id: string } | { type: "county" | "only"; adcode: string } | { type: "close" };

/** A text, or a text with what stands behind it. `value` is what a table sorts by; null is no value. */
export interface RichCell {
  text: string;
  value?: number | string | null;
  item?: string;
  county?: string;
  plan?: string;
  /** A public address, which begins with http. */
  address?: string;
  /** A drop-down and the value it takes. */
  choice?: [name: string, value: string];
  /** Several parameters of the address at once. */
  sets?: Record<string, string>;
  tone?: string;
  wide?: boolean;
}
export type Cell = string | RichCell;
/** What is `below` stands under its row, across the table. */
export interface Column { text: string; unit: string; numeric: boolean; below?: boolean }
export interface TableBlock { type: "table"; caption: string; columns: Column[]; rows: Cell[][]; dense: boolean }
export interface Choice { name: string; label: string; value: string; groups: [label: string, options: [value: string, label: string][]][] }

// Pictures: values are in the unit of their axis, `opens` is the number of a block of the fold.
export interface Axis { ticks: [value: number, label: string][]; unit: string }
export type Bound = "=" | ">=" | "<=" | "~";
export interface FoldBlock { type: "fold"; title: string; blocks: Block[]; unfolded?: boolean }
export interface Part { form: "operating" | "named" | "both" | "rest" | "unknown" | "unsaid"; label: string; opens: number; span?: [from: number, to: number]; source?: string }
export interface Bar { key: string; title: string; due: string; sector: string; value: number; bound: Bound; label: string; parts: Part[]; fold: FoldBlock }
export interface BarsBlock { type: "bars"; axis: Axis; groups: [title: string, bars: Bar[]][]; sources: [letter: string, source: string][] }
export interface Dot { value: number; bound: Bound; label: string; due: string; lit: boolean; joined: boolean; opens: number }
export interface Row { name: string; note: string; dots: Dot[] }
export interface Panel { key: string; title: string; sector: string; sentence: string; axis: Axis; rows: Row[]; fold: FoldBlock }
export interface PanelsBlock { type: "panels"; panels: Panel[] }

export type Block =
  | { type: "heading"; text: string; level: number }
  | { type: "text"; text: string; tone: string }
  | { type: "quote"; text: string }
  | { type: "list"; items: Cell[] }
  | FoldBlock
  | BarsBlock
  | PanelsBlock
  | { type: "choices"; choices: Choice[] }
  | TableBlock;
export interface PageBodyData extends Shared { blocks: Block[] }
export type PageBodyEvent =
  | { type: "item"; id: string }
  | { type: "county"; adcode: string }
  | { type: "plan"; id: string }
  | { type: "choice"; name: string; value: string }
  | { type: "sets"; sets: Record<string, string> };

export type Order = "ascending" | "descending" | "";
/** A cell may have a small sign beside its text. `in_clause`: a search finds it in its clause alone. `clause` is that of a row that is unfolded. */
export interface ItemsRow { id: string; icon: string; again: boolean; in_clause: boolean; cells: (string | [text: string, sign: string])[]; clause?: [quote: string, citation: string] }
export interface ItemsData extends Shared {
  table: {
    columns: [key: string, label: string][];
    page: number;
    pages: number;
    page_label: string;
    rows: ItemsRow[];
  };
  count: string;
  sort: string;
  descending: boolean;
  selected: string;
  /** How many rows a page has. */
  size: number;
  words: Words;
}
export type ItemsEvent = { type: "size"; value: number } | { type: "unfold"; id: string; on: boolean } | { type: "item"; id: string } | { type: "sort"; column: string } | { type: "page"; value: number } | { type: "clear" };

/** Class of a county or prefecture: a digit, n no plan, x outside the filters. */
export type Mark = string;
export interface Legend {
  counties: [mark: Mark, label: string, count: number][];
  cities: [mark: Mark, label: string, count: number][];
  sectors: [id: string, label: string, count: number][];
  marks: [id: string, label: string, count: number][];
  /** Of the marks, those of things that the plans only lean on or mention. */
  quiet: number;
  bases: [id: string, label: string, count: number][];
  plans: [id: string, name: string][];
}
/** What a Stage is to show. */
export interface StageData {
  engine: string;
  record: string;
  theme: Theme;
  language: Language;
  words: Words;
  /** The whole of the map. */
  bounds: Bounds;
  /** Class of each county; of each prefecture where counties come in pieces. */
  classes: string;
  cityClasses?: string;
  thing: string;
  county: string;
  /** The zone or city chosen. */
  anchor?: string;
  /** Of sectors, in their order: for the marks of zones and cities. */
  colours?: Record<string, string>;
  /** More counties to outline. */
  lit?: string[];
  /** Which marks show: numbers, or a mask, perhaps of those `within` bounds only. */
  rows?: number[];
  bits?: Uint8Array;
  within?: Bounds | null;
}
export interface MapData extends StageData {
  /** Whether the camera follows `bounds`: on pages about certain counties. */
  follow: boolean;
  /** What is chosen, as `group:id`, with its ground; the first is what the reader looks at. */
  aims?: [key: string, bounds: Bounds][];
  legend: Legend;
  colours: Record<string, string>;
  /** Whether only what is to be done passes. */
  doing: boolean;
  attribution: string;
  empty: string;
  stamp: string;
}
export type MapEvent = { type: "thing"; thing: string } | { type: "county"; adcode: string } | { type: "anchor"; id: string } | { type: "plan"; id: string } | { type: "doing"; on: boolean } | { type: "close" | "look" };

export interface ExhibitData extends Shared {
  contents: string;
  engine: string;
  styles: string;
  health: string;
  home: string;
  path: string;
}

// The stage

export interface Look {
  /** Pixels of the smallest and the largest mark. */
  mark: [number, number];
  /** Pixels of the marks of zones and cities; without, none are drawn. */
  anchor?: number;
  /** Pixels of names of counties and of cities. */
  county: number;
  city: number;
  /** Pixels that a finger or a pointer reaches. */
  reach: number;
  /** The zoom below which names of counties would cover each other. */
  countyNamesFrom: number;
  /** How many times finer than at the desk the symbols are, and thicker the lines. */
  sharpness: number;
}
/** What a click or a pointer meets. */
export type Met =
  | { what: "mark"; object: number }
  | { what: "county"; object: County }
  | { what: "city"; object: City }
  | { what: "anchor"; object: Anchor }
  | { what: "" };
export type Picked = PickingInfo & Met;
/** What stands at a zone or city: how many things, by sector. */
export interface Counted { anchor: Anchor; things: number; sectors: Record<string, number> }
/** A place with a radius, metres. */
export interface Circle { lon: number; lat: number; metres: number }
/** A layer of the ground. */
export interface GroundPart {
  id: string;
  shapes: Shape[];
  what?: "county" | "city";
  paint(pen: CanvasRenderingContext2D, pixel: number): void;
}
