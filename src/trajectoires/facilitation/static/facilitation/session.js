// A session on a screen: the time that is left, whether the network answers, the order of one's own answers.

function clock(seconds) {
  const whole = Math.abs(Math.trunc(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function arm(root) {
  for (const place of root.querySelectorAll(".timer[data-left]")) {
    if (!place.dataset.until) place.dataset.until = String(Date.now() + Number(place.dataset.left) * 1000);
  }
}

function tick() {
  for (const place of document.querySelectorAll(".timer[data-until]")) {
    const left = (Number(place.dataset.until) - Date.now()) / 1000;
    const words = left >= 0 ? "Il reste " : "Temps dépassé de ";
    place.textContent = "short" in place.dataset ? (left < 0 ? "+ " : "") + clock(left) : words + clock(left);
  }
}

// Silent while all goes well; said in words, at its place, when nothing answers any more.
let lost = false;

function say() {
  for (const place of document.querySelectorAll("[data-state]")) {
    place.hidden = !lost;
    place.textContent = lost ? "Réseau perdu. La page réessaie toute seule\u202f; votre place est gardée." : "";
  }
}

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, () => {
    lost = true;
    say();
  });
}
document.addEventListener("htmx:afterOnLoad", () => {
  lost = false;
  say();
});

// An answer that waited on the way never replaces a newer one: each leaves with its moment.
document.addEventListener("submit", (event) => {
  const rank = event.target.querySelector?.("[data-sequence]");
  if (rank) rank.value = String(Date.now());
}, true);

document.addEventListener("htmx:afterSwap", () => {
  arm(document);
  say();
});
arm(document);
tick();
setInterval(tick, 1000);
