// The pitch: how long words last while one types, and a clock that says which part to be in.
// Without this module the page gives the same times as written when it was saved.

const NBSP = "\u00a0";
const rehearsal = document.querySelector("[data-rehearsal]");
const clock = rehearsal.querySelector("[data-clock]");
const parts = [...rehearsal.querySelectorAll("[data-from]")];
const pace = Number(clock.dataset.pace);
const whole = parts.reduce((sum, part) => sum + Number(part.dataset.seconds), 0);
const LATEST = 600;

// --- How long it lasts ------------------------------------------------------------------------------

// The same rule as the server's: what spaces part, when a letter or a digit is in it.
function wordsIn(text) {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function secondsToSay(words) {
  return Math.ceil((words * 60) / pace);
}

function shown(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function counted(words) {
  return `${new Intl.NumberFormat("fr-FR").format(words)}${NBSP}${words < 2 ? "mot" : "mots"}`;
}

function measure() {
  let words = 0;
  for (const line of document.querySelectorAll("[data-said]")) {
    const field = document.querySelector(`textarea[name="${line.dataset.said}"]`);
    const count = wordsIn(field.value);
    const spoken = secondsToSay(count);
    const allowed = Number(line.dataset.seconds);
    const over = spoken > allowed ? `${NBSP}: ${spoken - allowed}${NBSP}s de trop` : "";
    line.textContent = `${counted(count)}, environ ${spoken}${NBSP}s sur ${allowed}${NBSP}s${over}.`;
    rehearsal.querySelector(`[data-words="${line.dataset.said}"]`).innerText = field.value.trim();
    words += count;
  }
  rehearsal.querySelector("[data-total]").textContent =
    `${counted(words)}, environ ${shown(secondsToSay(words))} sur ${shown(whole)}.`;
}

const form = document.querySelector("[data-pitch]");
form?.addEventListener("input", (event) => {
  if (event.target.tagName === "TEXTAREA") measure();
});
// The browser may have kept words that are not saved yet.
if (form) measure();

// --- The clock ------------------------------------------------------------------------------------

const time = clock.querySelector("[data-time]");
const now = clock.querySelector("[data-now]");
const go = clock.querySelector("[data-go]");
const say = rehearsal.querySelector("[data-say]");
let before = 0;
let startedAt = null;
let ticking = null;
let current = -2;

function elapsed() {
  return before + (startedAt === null ? 0 : (performance.now() - startedAt) / 1000);
}

// -1 before the start, the rank of a part, then their number when the three minutes are over.
function rankAt(seconds) {
  if (seconds >= whole) return parts.length;
  return parts.findLastIndex((part) => Number(part.dataset.from) <= seconds);
}

function enter(rank) {
  if (rank === current) return;
  current = rank;
  parts.forEach((part, place) => {
    if (place === rank) part.setAttribute("aria-current", "step");
    else part.removeAttribute("aria-current");
  });
  const part = parts[rank];
  const words = part ? `${rank + 1}. ${part.dataset.title}` : "Les trois minutes sont passées.";
  now.textContent = words;
  // Below the clock, and only as far as needed.
  part?.scrollIntoView({ block: "nearest" });
  // Read aloud once a part: a second by second clock would cover the speaker's voice.
  say.textContent = part ? `${words}, ${part.dataset.seconds}${NBSP}secondes.` : words;
}

function tick() {
  const seconds = elapsed();
  time.textContent = shown(Math.floor(seconds));
  enter(rankAt(seconds));
  if (seconds >= LATEST) pause();
}

function pause() {
  before = elapsed();
  startedAt = null;
  clearInterval(ticking);
  go.textContent = "Reprendre";
}

go.addEventListener("click", () => {
  if (startedAt !== null) {
    pause();
    return;
  }
  if (before >= LATEST) before = 0;
  startedAt = performance.now();
  ticking = setInterval(tick, 200);
  go.textContent = "Mettre en pause";
  tick();
});

clock.querySelector("[data-again]").addEventListener("click", () => {
  clearInterval(ticking);
  before = 0;
  startedAt = null;
  current = -2;
  time.textContent = shown(0);
  now.textContent = "";
  say.textContent = "Le chronomètre est remis à zéro.";
  go.textContent = "Démarrer";
  for (const part of parts) part.removeAttribute("aria-current");
});

clock.hidden = false;
