// The map of the exhibition: sizes for a hall, and what is touched goes to the visitor's choice.
import { Stage } from "./stage.js";

/** @import { Exhibition } from "./exhibition.js" */
/** @import { Chosen, Contents, Look, Marks, Picked } from "./types" */

/** Sizes in pixels grow with the screen: a wall of 4K shows the same picture, twice as fine. @param {Element} host @returns {Look} */
export function look(host) {
  const unit = parseFloat(getComputedStyle(host).fontSize);
  return {
    mark: [unit * 1.1, unit * 2.5], anchor: unit * 2.7, county: unit, city: unit * 1.3, reach: Math.round(unit),
    countyNamesFrom: 7.7 + Math.log2(unit / 24), sharpness: Math.max(1, unit / 24),
  };
}

/** The ground of the smallest place that is chosen. @param {Contents} contents @param {Chosen} chosen */
export function boundsOf(contents, { city, county, anchor }) {
  if (anchor) return contents.anchors[anchor].bounds;
  if (county) return contents.counties[county].bounds;
  return (contents.cities.find((c) => c.id === city) ?? contents).bounds;
}

/** Rows of the marks that pass. @param {Contents} contents @param {Marks} marks @param {Chosen} chosen */
export function rowsOf({ things }, marks, { city, sector }) {
  return [...marks.thing.keys()].filter((row) => {
    const thing = things[marks.thing[row]];
    return (!city || thing.city === city) && (!sector || thing.sector === sector);
  });
}

export class ExhibitMap extends Stage {
  /** @param {HTMLElement} host @param {Exhibition} owner */
  constructor(host, owner) {
    super(host, look(host));
    this.owner = owner;
  }

  /** @param {Picked} info */
  picked(info) {
    this.owner.guard(() => this.owner.tapped(info));
  }

  /** @param {Error} error */
  failed(error) {
    console.warn("exhibition:", error.message);
  }
}
