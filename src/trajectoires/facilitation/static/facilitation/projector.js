// The projector: what is too long for the screen is shown in pages that turn, and the window fills the wall.
import "./awake.js";
import "./session.js";

const STAY = 6000;
const READ = 1000 / 18; // a room reads slowly, some of it aloud
const LONGEST = 45000;

const place = document.getElementById("ecran");
let key = "";
let page = 0;
let pages = [];
let held = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
let timer = null;

place.classList.add("screen-turns");

function fits(body) {
  return body.scrollHeight <= body.clientHeight + 1;
}

// What only the first page says (a sentence, an example), then as many lines as hold, then as many of the next ones.
function cut(body, lines) {
  const found = [];
  const opening = body.querySelector("[data-turn-once]") !== null;
  let from = 0;
  once(body, true);
  for (const line of lines) line.hidden = true;
  do {
    let to = from;
    while (to < lines.length) {
      lines[to].hidden = false;
      // A page holds one line at least, save the first when its words already fill it.
      if (!fits(body) && (to > from || (opening && found.length === 0))) break;
      to += 1;
    }
    found.push([from, to]);
    for (const line of lines) line.hidden = true;
    once(body, false);
    from = to;
  } while (from < lines.length);
  return found;
}

function once(body, told) {
  for (const one of body.querySelectorAll("[data-turn-once]")) one.hidden = !told;
}

function lay() {
  clearTimeout(timer);
  const body = place.querySelector("[data-turn]");
  pages = [];
  if (!body) return;
  if (body.dataset.turn !== key) {
    key = body.dataset.turn;
    page = 0;
  }
  const lines = [...body.querySelectorAll("[data-turned]")];
  body.classList.remove("screen-tight");
  turning(false);
  once(body, true);
  for (const line of lines) line.hidden = false;
  if (fits(body)) return;
  body.classList.add("screen-tight");
  if (fits(body)) return;
  turning(true);
  pages = cut(body, lines);
  show();
}

function turning(told) {
  place.querySelector("[data-turner]").hidden = !told;
  for (const one of place.querySelectorAll("[data-turn-not]")) one.hidden = told;
}

function show() {
  clearTimeout(timer);
  const body = place.querySelector("[data-turn]");
  const lines = [...body.querySelectorAll("[data-turned]")];
  page = Math.min(page, pages.length - 1);
  const [from, to] = pages[page];
  once(body, page === 0);
  lines.forEach((line, rank) => (line.hidden = rank < from || rank >= to));
  const several = pages.length > 1;
  let words = several ? `Page ${page + 1} sur ${pages.length}` : "";
  // One line longer than a whole screen: said, never cut in silence.
  if (!fits(body)) words += `${several ? ". " : ""}La fin est sur l’écran de qui anime.`;
  place.querySelector("[data-turner-words]").textContent = words;
  for (const one of place.querySelectorAll("[data-turner] button")) one.hidden = !several;
  place.querySelector("[data-turner-hold]").textContent = held ? "Faire défiler" : "Rester ici";
  if (!several || held) return;
  timer = setTimeout(() => go(1), Math.min(STAY + body.innerText.length * READ, LONGEST));
}

function go(by) {
  if (pages.length < 2) return;
  page = (page + by + pages.length) % pages.length;
  show();
}

place.addEventListener("click", (event) => {
  const next = event.target.closest("[data-turner-next]");
  const hold = event.target.closest("[data-turner-hold]");
  if (hold) held = !held;
  else if (next) held = true;
  if (next) go(1);
  else if (hold) show();
});

document.addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || pages.length < 2) return;
  event.preventDefault();
  held = true;
  go(by);
});

document.addEventListener("htmx:afterSwap", lay);
window.addEventListener("resize", lay);
document.fonts.ready.then(lay);
lay();

// The button shows while a hand moves the mouse, and leaves the room in peace after that.
const full = document.querySelector("[data-full]");
let still = null;

function offer() {
  full.hidden = Boolean(document.fullscreenElement);
  full.classList.add("screen-full-near");
  clearTimeout(still);
  still = setTimeout(() => full.classList.remove("screen-full-near"), 4000);
}

if (document.fullscreenEnabled) {
  full.addEventListener("click", () => document.documentElement.requestFullscreen().catch(() => {}));
  document.addEventListener("fullscreenchange", offer);
  document.addEventListener("pointermove", offer);
  full.hidden = false;
  // Offered at once while people come in; later, only to the hand that looks for it.
  if (place.querySelector(".screen-code")) offer();
}
