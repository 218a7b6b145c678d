// A session on a screen: the time that is left, and whether the network answers.

function clock(seconds) {
  const whole = Math.abs(Math.trunc(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

// The server says how long is left; this device's own clock is never compared with another's.
function arm() {
  for (const place of document.querySelectorAll(".timer[data-left]:not([data-until])")) {
    place.dataset.until = String(performance.now() + Number(place.dataset.left) * 1000);
  }
}

// Two minutes before the end the words change, and once it is over; ``sessions.py`` says the same without a script.
const SOON = 120;

function told(left, room) {
  const soon = left <= SOON;
  if (room) return left < 0 ? "C’est l’heure" : (soon ? "Encore " : "") + clock(left);
  return left < 0 ? `Temps dépassé de ${clock(left)}` : `Il reste ${clock(left)}${soon ? "\u00a0: concluez" : ""}`;
}

function tick() {
  for (const place of document.querySelectorAll(".timer[data-until]")) {
    const left = (Number(place.dataset.until) - performance.now()) / 1000;
    const words = told(left, "room" in place.dataset);
    if (place.textContent !== words) place.textContent = words;
    place.classList.toggle("timer-soon", left <= SOON);
    announce(place, left);
  }
}

// A screen reader hears the two moments, never each second.
function announce(place, left) {
  const says = document.querySelector("[data-timer-says]");
  if (!says || "room" in place.dataset) return;
  const moment = left < 0 ? "Le temps de cette étape est dépassé." : left <= SOON ? "Il reste deux minutes." : "";
  if (says.textContent !== moment) says.textContent = moment;
}

// On a phone and for the host, said in a word while all goes well; in words, at its place, when nothing answers.
let lost = false;
let closed = false;
let waiting = "";

function say() {
  for (const place of document.querySelectorAll("[data-state]")) {
    const away = closed ? "Cette adresse ne sert plus." : (place.dataset.lost ?? "Hors connexion. La page réessaie toute seule.");
    const short = place.dataset.bad && !closed ? (lost ? place.dataset.bad : "Réponse en attente") : "";
    const words = waiting || lost || closed ? short || waiting || away : (place.dataset.well ?? "");
    place.hidden = !words;
    place.classList.toggle("link-lost", lost || closed || waiting !== "");
    if (place.textContent !== words) place.textContent = words;
  }
}

// What has not left yet is said before anything else; « » when nothing waits.
export function waits(words) {
  waiting = words;
  say();
}

// Status 0: nobody answered.
export function answered(status) {
  lost = status === 0 || status === 429 || status >= 500;
  // Withdrawn, erased or expired.
  closed = status === 404 || status === 410;
  say();
}

// On the request itself: what asked may have left the page when it ends.
document.addEventListener("htmx:beforeRequest", (event) => {
  const xhr = event.detail.xhr;
  xhr.addEventListener("loadend", () => answered(xhr.status));
});
document.addEventListener("htmx:afterSwap", () => {
  arm();
  tick();
  say();
});
arm();
tick();
say();
setInterval(tick, 1000);
