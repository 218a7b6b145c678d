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

function tick() {
  for (const place of document.querySelectorAll(".timer[data-until]")) {
    const left = (Number(place.dataset.until) - performance.now()) / 1000;
    const words = left >= 0 ? "Il reste " : "Temps dépassé de ";
    place.textContent = "short" in place.dataset ? (left < 0 ? "+ " : "") + clock(left) : words + clock(left);
  }
}

// On a phone and for the host, said in a word while all goes well; in words, at its place, when nothing answers.
let lost = false;

export function say() {
  for (const place of document.querySelectorAll("[data-state]")) {
    const wrong = place.dataset.lost || "Hors connexion. La page réessaie toute seule.";
    const words = lost ? wrong : (place.dataset.well ?? "");
    place.hidden = !words;
    place.classList.toggle("link-lost", lost);
    if (place.textContent !== words) place.textContent = words;
  }
}

function setLost(value) {
  if (lost === value) return;
  lost = value;
  say();
}

for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => setLost(true));
document.addEventListener("htmx:afterRequest", (event) => {
  const status = event.detail.xhr?.status ?? 0;
  if (status >= 500 || status === 429) setLost(true);
  else if (status) setLost(false);
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
