// The exhibition as a page of the app: it stands on the body, over and apart from the frame, and
// runs on when the server goes away.
import { el, styled } from "./dom.js";
import { RECOVER_S, start } from "./exhibition.js";

/** @import { Component, Contents, ExhibitData, Host, Stop } from "./types" */

/** Only a server that answers is worth a new start: without it the page that runs is all there is. @param {string} health */
async function reloadFrom(health) {
  const answer = await fetch(health).catch(() => null);
  if (answer?.ok) location.reload();
}

/**
 * Run `act` with what the exhibition says: asked for until it comes, for nobody stands by to ask again.
 * @param {HTMLElement} host @param {ExhibitData} data @param {(contents: Contents) => void} act
 */
async function whenLoaded(host, { contents, styles, health }, act) {
  for (let faults = 1; host.isConnected; faults += 1) {
    try {
      const [answer] = await Promise.all([fetch(contents), styled(styles, "exhibit")]);
      if (!answer.ok) throw new Error(`${contents}: ${answer.status}`);
      const said = await answer.json();
      if (host.isConnected) act(said);
      return;
    } catch (error) {
      console.warn("exhibition:", /** @type {Error} */ (error).message);
    }
    if (faults % 3 === 0) await reloadFrom(health);
    await new Promise((done) => setTimeout(done, RECOVER_S * 1000));
  }
}

/** What ends the exhibition that stands on the body. @type {Stop | undefined} */
let leave;

/** @param {ExhibitData} data */
function open(data) {
  const root = document.documentElement;
  const host = /** @type {Host} */ (el("main", { tabindex: "-1" }));
  const home = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && location.assign(data.home);
  /** @type {Stop | undefined} */
  let end;
  leave = () => {
    removeEventListener("keydown", home);
    end?.();
    host.remove();
    delete root.dataset.fengtuExhibit;
    leave = undefined;
  };
  document.body.append(host);
  root.dataset.fengtuExhibit = "";
  addEventListener("keydown", home);
  whenLoaded(host, data, (contents) => {
    const show = start(host, contents, {
      files: { engine: data.engine, record: data.record },
      home: data.home,
      pace: globalThis.fengtuPace,
      reload: () => reloadFrom(data.health),
      ...(data.language === "en" && { language: data.language }), // a link that asks for English
    });
    end = () => show.stop();
  });
}

/** @param {Component<ExhibitData>} component @returns {Stop} */
export default function exhibit({ data }) {
  if (!leave) open(data);
  // Streamlit also takes the page down when the server goes away: only another address ends it.
  return () => setTimeout(() => location.pathname === data.path || leave?.());
}
