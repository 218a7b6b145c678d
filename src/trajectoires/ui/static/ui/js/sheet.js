// A sheet beside the page: « D'où ça sort ? » and the forms that correct the model open there, in place.
// Without this module, or when the fetch fails, every link simply leads to its own page.

import { wireCopy } from "./copy.js";

const sheet = document.getElementById("feuille");
const body = document.getElementById("feuille-corps");
const back = sheet.querySelector("[data-sheet-back]");
const announce = document.getElementById("annonce");
const trail = [];
let opener = null;

async function fill(address) {
  const response = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(`status ${response.status}`);
  body.innerHTML = await response.text();
  arrange();
}

// After each change of content: forms answer in place, copy buttons work, the title is read out.
function arrange() {
  window.htmx?.process(body);
  wireCopy(body);
  back.hidden = trail.length < 2;
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  body.querySelector("h2, h1")?.focus();
}

async function visit(link) {
  const address = link.href;
  if (!body.contains(link)) {
    trail.length = 0;
    opener = link;
  }
  trail.push(address);
  try {
    await fill(address);
  } catch {
    location.assign(address);
  }
}

function isPlainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.fig, a[data-sheet]");
  if (!link || !isPlainClick(event) || link.origin !== location.origin) return;
  event.preventDefault();
  visit(link);
});

back.addEventListener("click", async () => {
  trail.pop();
  const address = trail.at(-1);
  if (!address) return;
  try {
    await fill(address);
  } catch {
    location.assign(address);
  }
});

sheet.addEventListener("close", () => {
  trail.length = 0;
  body.replaceChildren();
  if (opener?.isConnected) opener.focus();
});

// A click beside the sheet closes it, as the Escape key does.
sheet.addEventListener("click", (event) => {
  if (event.target === sheet) sheet.close();
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === body) arrange();
});

// The model was recomputed: close the sheet, keep the reader where they were, say it.
document.addEventListener("modele-recalcule", () => {
  const anchor = opener?.closest("section[id]")?.id;
  if (sheet.open) sheet.close();
  announce.textContent = "";
  setTimeout(() => {
    announce.textContent = "Le modèle est recalculé.";
    if (anchor) document.getElementById(anchor)?.querySelector("h2")?.focus?.();
  }, 100);
});
