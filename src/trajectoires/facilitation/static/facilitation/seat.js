// A participant's phone: an answer stays here until the server says that it has it, and leaves again until then.
import { answered, waits } from "./session.js";

const WAITING = `seance-attente:${location.pathname}`;
// Between two looks at what waits.
const LOOK = 3000;
// A link that lost its packets is given up for a new one; each time a little later, so that a crowd never piles up.
const PATIENCE = 6000;
const LONGEST = 20000;
// Beyond, the person is told that their answer is still on its way.
const SLOW = 1500;

const ON_ITS_WAY = "Le réseau est lent. Votre réponse est en route\u202f; gardez cette page ouverte.";
const LOST = "Réseau perdu. Votre réponse attend ici\u202f; elle partira dès que le réseau revient.";
const REFUSED = "Votre réponse n’a pas été reçue. Rechargez cette page, puis répondez de nouveau.";
const BEFORE = "Votre réponse est enregistrée. Vous l’avez changée depuis\u202f: envoyez-la de nouveau.";
const TOO_LATE = "La question d’avant s’est close avant que votre réponse n’arrive\u202f: elle n’y est pas comptée.";

// Private browsing may refuse any storage: what waits is then kept for as long as the page is open.
function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key, text) {
  if (key === WAITING) waiting = text;
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // What waits is in memory.
  }
}

let waiting = kept(WAITING);
let patience = PATIENCE;
let flying = 0;
let rank = 0;
// What is written on the screen is newer than what was sent: nothing redraws it.
let changed = false;
let slow = null;

function leaves(body) {
  keep(WAITING, body);
  flying += 1;
  clearTimeout(slow);
  slow = setTimeout(() => waits(ON_ITS_WAY), SLOW);
}

// An answer that waited, and the room has gone on: what one writes now is to another question, and stays.
function goneOn(body) {
  const asked = document.querySelector("[data-answer] [name=question]")?.value;
  return changed && asked !== undefined && new URLSearchParams(body).get("question") !== asked;
}

// Status 0: nobody answered, and nobody knows whether the answer was received.
function ends(body, status) {
  flying -= 1;
  clearTimeout(slow);
  if (status === 0 || status === 429 || status >= 500) {
    patience = Math.min(LONGEST, 1.5 * patience);
    waits(LOST);
    return;
  }
  patience = PATIENCE;
  // A newer answer may have taken its place meanwhile.
  if (waiting === body) keep(WAITING, null);
  if (waiting) waits(LOST);
  else if (goneOn(body)) waits(status === 422 ? TOO_LATE : "");
  else if (status >= 400 && status !== 422) waits(REFUSED);
  else waits(changed && status < 400 ? BEFORE : "");
}

// Each answer leaves with its number: one that waited on the way never replaces a newer one.
document.addEventListener(
  "submit",
  (event) => {
    // What leaves is what is written, a name as well as an answer.
    changed = false;
    const place = event.target.querySelector?.("[data-sequence]");
    if (!place) return;
    rank = Math.max(rank + 1, Date.now());
    place.value = String(rank);
  },
  true,
);
document.addEventListener("input", () => {
  changed = true;
});
document.addEventListener("htmx:afterSwap", () => {
  changed = false;
});

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "post") event.detail.timeout = patience;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const { requestConfig: config, xhr } = event.detail;
  if (config.verb !== "post") return;
  const body = new URLSearchParams(config.formData).toString();
  leaves(body);
  // On the request itself: its form may have left the page when it ends.
  xhr.addEventListener("loadend", () => ends(body, xhr.status));
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { requestConfig: config, xhr } = event.detail;
  if (config.verb !== "post" || !changed) return;
  if (xhr.status < 400 || goneOn(new URLSearchParams(config.formData))) event.detail.shouldSwap = false;
});

async function flush() {
  const body = waiting;
  if (!body || flying) return;
  leaves(body);
  const stop = new AbortController();
  const alarm = setTimeout(() => stop.abort(), patience);
  let status = 0;
  let page = "";
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true" },
      signal: stop.signal,
    });
    page = await answer.text();
    status = answer.status;
  } catch {
    // Still nobody: the answer waits.
  }
  clearTimeout(alarm);
  const place = document.getElementById("place");
  const stays = (changed && status < 400) || goneOn(body);
  if (place && !stays && (status === 200 || status === 422)) {
    place.innerHTML = page;
    window.htmx?.process(place);
  }
  answered(status);
  ends(body, status);
}

window.addEventListener("online", flush);
setInterval(flush, LOOK);
flush();

// Photographed again, the code finds the seat that this phone already has.
function seatOf(code) {
  return `seance-place:${code}`;
}

// The page is as tall as what the keyboard leaves, on browsers that let it cover the page: nothing is hidden.
const seen = window.visualViewport;

function fit() {
  const covered = window.innerHeight - seen.height > 1 && seen.scale < 1.01;
  document.documentElement.style.setProperty("--phone-height", covered ? `${seen.height}px` : "100dvh");
  if (covered) window.scrollTo(0, 0);
}

if (seen && document.body.classList.contains("phone-page")) seen.addEventListener("resize", fit);

const here = document.querySelector("[data-code]");
if (here?.dataset.code) keep(seatOf(here.dataset.code), location.pathname);

const back = document.querySelector("[data-resume]");
const address = back && kept(seatOf(back.dataset.resume));
if (address?.startsWith("/seance/p/")) {
  back.querySelector("a").href = address;
  back.hidden = false;
}
