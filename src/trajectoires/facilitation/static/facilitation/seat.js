// A participant's phone: answers leave in order, wait when the network is gone, and the seat is found again.
import { say } from "./session.js";

const WAITING = `seance-attente:${location.pathname}`;
const RETRY = 3000;

// Private browsing may refuse any storage: the page then works as it does without it.
function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    waiting = key === WAITING ? text : waiting;
  }
}

let waiting = null;
let sending = false;

function pending() {
  return kept(WAITING) ?? waiting;
}

function tell() {
  const words = "Réseau perdu. Votre réponse attend ici\u202f; elle partira dès que le réseau revient.";
  for (const place of document.querySelectorAll("[data-state]")) {
    if (pending()) place.dataset.lost = words;
    else delete place.dataset.lost;
  }
  say();
}

// Each answer leaves with its moment: one that waited on the way never replaces a newer one.
document.addEventListener(
  "submit",
  (event) => {
    const rank = event.target.querySelector?.("[data-sequence]");
    if (rank) rank.value = String(Date.now());
  },
  true,
);

document.addEventListener("htmx:sendError", (event) => {
  const config = event.detail.requestConfig;
  if (config?.verb !== "post") return;
  keep(WAITING, new URLSearchParams(config.parameters).toString());
  tell();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  // A newer answer takes the place of the one that was waiting.
  if (event.detail.requestConfig?.verb === "post") keep(WAITING, null);
});

async function flush() {
  const body = pending();
  if (!body || sending) return;
  sending = true;
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true" },
    });
    if (answer.status >= 500 || answer.status === 429) return;
    if (pending() === body) keep(WAITING, null);
    const place = document.getElementById("place");
    if (place && (answer.ok || answer.status === 422)) {
      place.innerHTML = await answer.text();
      window.htmx?.process(place);
    }
    tell();
  } catch {
    // Still nobody: the answer waits.
  } finally {
    sending = false;
  }
}

window.addEventListener("online", flush);
setInterval(flush, RETRY);
flush();

// Photographed again, the code finds the seat that this phone already has.
function seatOf(code) {
  return `seance-place:${code}`;
}

const here = document.querySelector("[data-code]");
if (here?.dataset.code) keep(seatOf(here.dataset.code), location.pathname);

const back = document.querySelector("[data-resume]");
const address = back && kept(seatOf(back.dataset.resume));
if (address?.startsWith("/seance/p/")) {
  back.querySelector("a").href = address;
  back.hidden = false;
}
