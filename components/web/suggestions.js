// What the server suggests for the text in the search box: handed to it, for it stands elsewhere.
import { suggest } from "./search.js";

/** @import { Component, Stop, SuggestionsData } from "./types" */

/** @param {Component<SuggestionsData>} component @returns {Stop} */
export default function suggestions({ data }) {
  suggest(data);
  return () => {};
}
