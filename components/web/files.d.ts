// The files of the record and of the exhibition, as static/ has them.

export type Language = "zh" | "en";
export type Theme = "light" | "dark";
export type Both = Record<Language, string>;
/** What the page says, by key, in its language. */
export type Words = Record<string, string>;
/** Longitude, latitude, degrees, WGS 84. */
export type LonLat = [number, number];
/** West, south, east, north, degrees. */
export type Bounds = [number, number, number, number];
/** Pixels. */
export interface Size { width: number; height: number }
/** Pixels of a map that something covers, from each edge. */
export interface Room { top: number; right: number; bottom: number; left: number }
export interface Camera { longitude: number; latitude: number; zoom: number }
export interface Limits { minZoom: number; maxZoom: number }
/** What the map shows: its zoom, its width in pixels, its bounds. */
export interface Seen { zoom: number; width: number; bounds: Bounds }

export interface Line { type: "LineString"; coordinates: LonLat[] }
export interface Polygon { type: "Polygon"; coordinates: LonLat[][] }
export interface MultiPolygon { type: "MultiPolygon"; coordinates: LonLat[][][] }
export interface MultiLine { type: "MultiLineString"; coordinates: LonLat[][] }
export type Geometry = Line | MultiLine | Polygon | MultiPolygon;
export interface Place { zh: string; en: string; label: LonLat }
/** A county; `partial` where its plan covers only part of it. */
export interface CountyProperties extends Place { adcode: string; number: number; partial?: boolean }
export interface CityProperties extends Place { number: number; counties: number[] }
export interface Feature<Properties> { type: "Feature"; properties: Properties; geometry: Polygon | MultiPolygon }
export type County = Feature<CountyProperties>;
export type City = Feature<CityProperties>;
/** GeoJSON, or a bare list of points. */
export type Shape = Geometry | { geometry: Geometry } | LonLat[];

/** A functional zone or city at which things without a county stand; `holds` are adcodes of a zone. */
export interface Anchor { id: string; kind: "zone" | "city"; zh: string; en: string; at: LonLat; holds: string[] }
export interface Counties {
  features: County[];
  cities: (Place & { outline?: Geometry; geometry?: Polygon; counties?: number[] })[];
  anchors: Anchor[];
  pieces?: { name: string; bounds: Bounds; counties: number[]; marks: [first: number, end: number] }[];
}
export interface Lines { county: LonLat[][]; province: LonLat[][] }
/** A column of the marks each; `zh` and `en` come later where there are many. */
export interface Marks {
  thing: string[];
  adcode: string[];
  zh?: string[];
  en?: string[];
  /** Number of its target year among `years`; comes with the names. */
  year?: number[];
  /** Target years as they are written. */
  years: [zh: string, en: string][];
  icon: number[];
  lon: number[];
  lat: number[];
  /** Metres between the marks of a block; 0 for a mark at a known point. */
  pitch: number[];
  /** Place in a row of marks at one point. */
  stack: number[];
  /** How far off a mark may be, metres, by row; only of townships. */
  radius: Record<number, number>;
  /** Name, the left and upper edge in the picture of all symbols, pixels, and the sector. */
  icons: [name: string, x: number, y: number, sector: string][];
  cell: number;
}
export interface Published { counties: Counties; lines: Lines; marks: Marks; cells: Record<string, [number, number]> }
/** What a symbol is cut out of. */
export interface Sheet { record: string; theme: Theme; cells: Record<string, [number, number]>; cell: number }

/** A part of the record that arrives at once: a province of a country, or all of a few cities. */
export interface Piece {
  name: string;
  features: County[];
  bounds?: Bounds;
  marks?: [first: number, end: number];
  here?: boolean;
  coming?: Promise<void> | null;
  outlines?: Geometry[];
}

// The exhibition

export interface TourStop {
  id: string;
  title: Both;
  text: Both;
  figure: Both;
  unit: Both;
  citation: Both;
  seconds: number;
  bounds: Bounds;
  rows: number[];
  /** Things at the anchors of zones and cities, by anchor. */
  anchors: Record<string, number>;
  classes: string;
  lit: string[];
}
/** What an exhibition says of a thing in one language. */
export interface Said { name: string; role: string; label: string; citation: string; errata: string[]; facts: [label: string, value: string][] }
export interface Thing extends Record<Language, Said> {
  id: string;
  sector: string;
  icon: string;
  /** Only leant on or mentioned. */
  quiet: boolean;
  city: string;
  counties: string[];
  /** The zone or city where it stands without a county; '' for others. */
  anchor: string;
  quote: string;
}
/** A zone or city with the things that stand at its anchor. */
export interface ExhibitAnchor {
  kind: "zone" | "city";
  name: Both;
  at: LonLat;
  counties: string[];
  bounds: Bounds;
  things: string[];
}
export interface Contents {
  language: Language | "both";
  words: Record<Language, Words>;
  attribution: Both;
  bounds: Bounds;
  stops: TourStop[];
  cities: { id: string; name: Both; counties: string[]; bounds: Bounds; note: Both; anchors: string[] }[];
  counties: Record<string, { city: string; name: Both; of: Both; coverage: string; bounds: Bounds; things: string[] }>;
  anchors: Record<string, ExhibitAnchor>;
  sectors: { id: string; name: Both; colour: string }[];
  /** Classes of the counties by `city|sector`. */
  classes: Record<string, string>;
  things: Record<string, Thing>;
  /** QR codes by what they lead to: `width:bits in base64`. */
  codes: Record<string, string>;
}
/** What a visitor chose; '' is all. */
export interface Chosen { city: string; county: string; anchor: string; thing: string; sector: string }
/** What only the caller of an exhibition knows. */
export interface ExhibitionOptions {
  /** The language it begins in, where a link asks for one. */
  language?: string;
  files: { engine: string; record: string };
  /** Where the app is that it belongs to; none for the single file. */
  home?: string;
  /** Of the clock: 1 is that of the hall. */
  pace?: number;
  reload(): void;
}
