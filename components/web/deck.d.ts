// The part of deck.gl that is used: not exhaustive, only what we use. What is private there is
// patched in engine.js alone.
import type { Camera, Limits, LonLat, Size } from "./types";

export interface Viewport extends Camera, Size {
  project(place: LonLat): [number, number];
  unproject(pixel: [number, number]): LonLat;
}
export interface PickingInfo {
  x: number;
  y: number;
  index: number;
  layer?: { id: string } | null;
  coordinate?: LonLat;
}
export interface Attribute { value: Float32Array | Uint8Array; size: number }
export interface CornerData { length: number; attributes: Record<string, Attribute> }
export interface Buffer { destroy(): void }
export interface Device {
  canvasContext: { destroy(): void };
  createBuffer(props: { usage: number; data: Uint32Array }): Buffer;
  destroy(): void;
}
export interface Model {
  pipeline: { linkStatus: string };
  setIndexBuffer(buffer: Buffer): void;
  setVertexCount(count: number): void;
  destroy(): void;
}
export interface AttributeManager {
  attributes: Record<string, { settings: object }>;
  add(attributes: Record<string, object>): void;
  getBufferLayouts(options: { isInstanced: boolean }): object[];
}
export interface LayerProps { id: string; data: CornerData }
export declare class Layer {
  static layerName: string;
  constructor(props: object);
  props: LayerProps;
  context: { device: Device };
  state: { model: Model; indexed?: number; triangles?: Buffer };
  initializeState(): void;
  finalizeState(context: object): void;
  draw(options: object): void;
  getModels(): Model[];
  getNumInstances(): number;
  setNeedsRedraw(): void;
  getAttributeManager(): AttributeManager;
  getShaders(): object;
  _getModel(): Model;
}
export type LayerKinds = Record<string, typeof Layer>;
export interface DeckProps {
  layers: Layer[];
  initialViewState: Partial<Camera & Limits> & { transitionInterpolator?: object; transitionDuration?: number };
}
export interface DeckSettings extends DeckProps {
  onClick(info: PickingInfo): void;
  onHover(info: PickingInfo): void;
  getCursor(state: { isDragging: boolean }): string;
  pickingRadius: number;
  onViewStateChange(change: { viewState: Camera; interactionState: { isDragging?: boolean; isPanning?: boolean; isZooming?: boolean } }): void;
  onAfterRender(): void;
  onError(error: Error): void;
}
export interface Deck {
  props: DeckProps;
  isInitialized: boolean;
  device?: Device;
  getViewports(): Viewport[];
  setProps(props: Partial<DeckSettings>): void;
  finalize(): void;
}
export type CreateDeck = (options: { container: HTMLElement; jsonInput: object }) => Deck;
