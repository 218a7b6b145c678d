// « D'où ça sort ? » in place: a link to a figure opens its page in a sheet beside the text.
// Without this module, or when the fetch fails, the link simply leads to that page.

const sheet = document.getElementById("feuille");
const body = sheet?.querySelector("[data-sheet-body]");
const back = sheet?.querySelector("[data-sheet-back]");
const trail = [];

async function show(address, { remember = true } = {}) {
  const response = await fetch(address, {
    headers: { "X-Requested-Fragment": "figure", "HX-Request": "true" },
    credentials: "same-origin",
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  body.innerHTML = await response.text();
  if (remember) trail.push(address);
  back.hidden = trail.length < 2;
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  body.querySelector("h1, h2")?.focus();
}

function isPlainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.fig");
  if (!link || !sheet || !isPlainClick(event) || link.origin !== location.origin) return;
  event.preventDefault();
  show(link.href).catch(() => location.assign(link.href));
});

back?.addEventListener("click", () => {
  trail.pop();
  const address = trail.at(-1);
  if (address) show(address, { remember: false }).catch(() => location.assign(address));
});

sheet?.addEventListener("close", () => {
  trail.length = 0;
  body.replaceChildren();
});

// A click beside the sheet closes it, as the Escape key does.
sheet?.addEventListener("click", (event) => {
  if (event.target === sheet) sheet.close();
});
